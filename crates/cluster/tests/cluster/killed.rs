//! An executor that dies, or stands still, in the middle of the work.

use std::sync::Arc;
use std::time::{Duration, Instant};

use cells::Period;
use cluster::{ClusterError, Options};
use tabulate::{Progress, Quiet};

use crate::bad_input::assert_says;
use crate::fixture::lenient;
use crate::people::{assert_equal, embedded, input, province, registers_of};
use crate::processes::{Cluster, PATIENCE};

#[test]
fn one_that_dies_gives_the_right_answer_or_a_clear_error() {
    let definition = lenient();
    let people = province(&definition, 6_000);
    let registers = registers_of(&people);
    let mut cluster = Cluster::start(2, &[]);
    let mut victim = cluster.executors.pop().unwrap();
    let input = input(&registers);
    let (began, outcome) = std::thread::scope(|scope| {
        let counting = scope.spawn(|| cluster.count(&definition, &input));
        // Registers are being checked or counted, and it has more to do.
        victim.wait_for("Execute task", 20);
        assert!(!counting.is_finished(), "it was done before anybody could die");
        victim.kill();
        let began = Instant::now();
        (began, counting.join().unwrap())
    });
    println!(
        "{:.0} s after the death of an executor: {}",
        began.elapsed().as_secs_f64(),
        match &outcome {
            Ok(_) => "counted".to_owned(),
            Err(error) => error.to_string(),
        }
    );
    assert!(began.elapsed() < 2 * PATIENCE);
    match outcome {
        Ok(together) => assert_equal(&together, &embedded(&definition, &registers)),
        Err(error @ (ClusterError::Failed { .. } | ClusterError::NoAnswer { .. })) => {
            assert!(error.to_string().contains("Nothing was written; try again"), "{error}");
        }
        Err(other) => panic!("not clear: {other}"),
    }

    // Who is left goes on.
    let together = cluster.count(&definition, &input).unwrap_or_else(|error| panic!("{error}"));
    assert_equal(&together, &embedded(&definition, &registers));
}

#[test]
fn one_that_stands_still_is_not_waited_for_without_end() {
    let definition = lenient();
    let people = province(&definition, 2_000);
    let input = input(&registers_of(&people));
    let log = format!("{},ballista_scheduler=info", cluster::LOG);
    let cluster = Cluster::start(1, &[("RUST_LOG", &log)]);
    // Shorter than the scheduler needs to see that an executor is silent.
    let options = Options { partitions: 2, longest_query: Duration::from_secs(4), ..Options::default() };
    let progress: Arc<dyn Progress> = Arc::new(Quiet);
    let outcome = std::thread::scope(|scope| {
        let counting =
            scope.spawn(|| cluster::tabulate(&definition, &input, Period(2023), &cluster.address, &options, &progress));
        cluster.executors[0].wait_for("Execute task", 10);
        cluster.executors[0].hold();
        counting.join().unwrap()
    });
    let error = outcome.unwrap_err();
    assert!(matches!(error, ClusterError::NoAnswer { .. }), "{error}");
    assert_says(&error, &["gave no answer", "stands still", "Nothing was written; try again"]);
    // The scheduler was told.
    cluster.scheduler.wait_for("Job cancelled", 1);
}
