//! What happens when a server fails, lies or changes, and what a person is told.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use opendata::cache::DATA;
use opendata::{FetchError, FetchOptions, Outcome};
use serde_json::json;

use super::server::Reply;
use super::tables::{Remembering, Setting, TableV3, definition, quick, source_file, source_v3};

const SECOND_PAGE: &str = "$skip=3";
const THIRD_PAGE: &str = "$skip=6";

/// Fetches the invented table while the second page fails at first in some way; the content must be right all the same.
fn second_page_first_fails(fault: impl Fn(Reply) -> Reply + Send + Sync + 'static) -> (Setting, Vec<String>) {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    let rows = table.rows.clone();
    setting.server.answer(move |asked| {
        let reply = table.reply(asked);
        if asked.target.contains(SECOND_PAGE) && asked.before == 0 { fault(reply) } else { reply }
    });
    let told = Remembering::default();
    let sources = definition(&[source_v3(&setting.server)]);
    let report = opendata::fetch(&sources, &mut setting.cache(), &quick(), &told).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Fetched { rows: 7, pages: 3, resumed_pages: 0 }));
    assert_eq!(setting.server.times(SECOND_PAGE), 2);
    let text = setting.text("kern", DATA);
    assert!(rows.iter().all(|row| text.contains(row.as_str())));
    assert_eq!(setting.rows("kern", DATA).len(), 7, "no row twice");
    setting.assert_tidy();
    (setting, told.0.into_inner().unwrap())
}

#[test]
fn a_server_error_is_tried_again() {
    let (_setting, told) = second_page_first_fails(|_| Reply::status(500, "oops"));
    assert!(told.iter().any(|t| t.contains("Waiting") && t.contains("answered 500")), "{told:?}");
}

#[test]
fn a_cut_connection_is_tried_again() {
    let (_setting, told) = second_page_first_fails(Reply::cut);
    assert!(told.iter().any(|t| t.contains("Waiting")), "{told:?}");
}

#[test]
fn a_table_of_text_is_never_kept_without_its_end() {
    // Half a CSV is a CSV too: only the broken connection shows that rows are missing.
    let csv = "code,inwoners\n".to_owned() + &"GM9901,1234\n".repeat(400);
    for chunked in [false, true] {
        let setting = Setting::new();
        let sent = csv.clone();
        setting.server.answer(move |asked| {
            let reply = if chunked { Reply::ok(sent.clone()).chunked() } else { Reply::ok(sent.clone()) };
            if asked.before == 0 { reply.cut() } else { reply }
        });
        let source = source_file("tekst", "csv", &format!("{}/a.csv", setting.server.address), "code", "inwoners");
        let report = setting.fetch(&[source]).unwrap();
        assert_eq!(report.outcome("tekst"), Some(&Outcome::Fetched { rows: 400, pages: 1, resumed_pages: 0 }));
        assert_eq!(setting.server.asked().len(), 2, "chunked: {chunked}");
        assert_eq!(setting.text("tekst", DATA), csv);
    }
}

#[test]
fn half_a_page_is_tried_again() {
    let (_setting, told) = second_page_first_fails(Reply::half);
    assert!(told.iter().any(|t| t.contains("the JSON breaks off after")), "{told:?}");
}

#[test]
fn a_page_that_is_no_json_is_tried_again() {
    let (_setting, told) = second_page_first_fails(|_| Reply::ok("<html><body>Onderhoud</body></html>"));
    assert!(told.iter().any(|t| t.contains("it is no JSON") && t.contains("Onderhoud")), "{told:?}");
}

#[test]
fn a_server_that_asks_to_wait_is_not_asked_sooner() {
    let begin = Instant::now();
    let (_setting, told) =
        second_page_first_fails(|_| Reply::status(429, "Too many requests").with("Retry-After", "1"));
    assert!(begin.elapsed() >= Duration::from_secs(1));
    assert!(told.iter().any(|t| t.contains("pause: 1s")), "{told:?}");
}

#[test]
fn a_server_that_asks_for_an_hour_is_left_alone_and_the_pages_are_kept() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    setting.server.answer(move |asked| {
        if asked.target.contains(SECOND_PAGE) {
            return Reply::status(503, "").with("Retry-After", "3600");
        }
        table.reply(asked)
    });
    let message = setting.fetch(&[source_v3(&setting.server)]).unwrap_err().to_string();
    assert!(message.contains("asks to wait 3600 seconds"), "{message}");
    assert!(message.contains("1 page is kept; the next fetch goes on from there"), "{message}");
    assert_eq!(setting.server.times(SECOND_PAGE), 1);
}

#[test]
fn a_fetch_that_was_broken_off_goes_on_where_it_stopped() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    let broken = table.clone();
    setting.server.answer(move |asked| {
        if asked.target.contains(THIRD_PAGE) { Reply::status(500, "oops") } else { broken.reply(asked) }
    });
    let message = setting.fetch(&[source_v3(&setting.server)]).unwrap_err().to_string();
    assert!(message.contains("answered 500 (tried 3 times): “oops”; the server has trouble"), "{message}");
    assert!(message.contains("2 pages are kept"), "{message}");
    assert!(setting.cache().entries().is_empty(), "nothing half");

    let whole = table.clone();
    setting.server.answer(move |asked| whole.reply(asked));
    let report = setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Fetched { rows: 7, pages: 3, resumed_pages: 2 }));
    assert_eq!(setting.server.times("TypedDataSet"), 1, "only the third page is asked");
    let ids: Vec<_> = setting.rows("kern", DATA).iter().map(|row| row["ID"].as_u64().unwrap()).collect();
    assert_eq!(ids, [0, 1, 2, 3, 4, 5, 6]);
    setting.assert_tidy();
}

#[test]
fn kept_pages_of_an_older_version_are_not_used() {
    let setting = Setting::new();
    let mut table = TableV3::invented(&setting.server);
    let broken = table.clone();
    setting.server.answer(move |asked| {
        if asked.target.contains(THIRD_PAGE) { Reply::status(500, "oops") } else { broken.reply(asked) }
    });
    setting.fetch(&[source_v3(&setting.server)]).unwrap_err();

    table.modified = "2026-03-01T02:00:00".to_owned();
    table.rows[0] = table.rows[0].replace("1000", "2000");
    setting.server.answer(move |asked| table.reply(asked));
    let report = setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Fetched { rows: 7, pages: 3, resumed_pages: 0 }));
    assert_eq!(setting.rows("kern", DATA)[0]["AantalInwoners_5"], 2000);
}

#[test]
fn a_kept_page_that_was_damaged_is_asked_again() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    let broken = table.clone();
    setting.server.answer(move |asked| {
        if asked.target.contains(THIRD_PAGE) { Reply::status(500, "oops") } else { broken.reply(asked) }
    });
    setting.fetch(&[source_v3(&setting.server)]).unwrap_err();
    let page = setting.folder.path().join("partial/kern/data/page-00002.json");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("\"ID\":3", "\"ID\":9")).unwrap();

    setting.server.answer(move |asked| table.reply(asked));
    let report = setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Fetched { rows: 7, pages: 3, resumed_pages: 1 }));
    assert_eq!(setting.rows("kern", DATA)[3]["ID"], 3);
}

#[test]
fn a_next_link_the_server_forgot_begins_the_table_anew() {
    let setting = Setting::new();
    let mut table = TableV3::invented(&setting.server);
    let broken = table.clone();
    setting.server.answer(move |asked| {
        if asked.target.contains(THIRD_PAGE) { Reply::status(500, "oops") } else { broken.reply(asked) }
    });
    setting.fetch(&[source_v3(&setting.server)]).unwrap_err();

    table.page_rows = 4;
    setting.server.answer(move |asked| {
        if asked.target.contains(THIRD_PAGE) { Reply::status(410, "gone") } else { table.reply(asked) }
    });
    let report = setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Fetched { rows: 7, pages: 2, resumed_pages: 0 }));
}

#[test]
fn a_next_link_that_leads_back_ends_with_its_name_instead_of_never() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    setting.server.answer(move |asked| {
        let mut reply = table.reply(asked);
        if asked.target.contains(SECOND_PAGE) {
            reply.body = String::from_utf8(reply.body).unwrap().replace(THIRD_PAGE, SECOND_PAGE).into_bytes();
        }
        reply
    });
    let message = setting.fetch(&[source_v3(&setting.server)]).unwrap_err().to_string();
    assert!(message.contains("page 2 leads back to an earlier page"), "{message}");
    assert_eq!(setting.server.times(SECOND_PAGE), 1);
    assert!(setting.cache().entries().is_empty());
}

#[test]
fn a_table_with_fewer_or_more_rows_than_it_says_is_refused() {
    for stated in [8, 5] {
        let setting = Setting::new();
        let table = TableV3 { stated_rows: Some(stated), ..TableV3::invented(&setting.server) };
        setting.server.answer(move |asked| table.reply(asked));
        let message = setting.fetch(&[source_v3(&setting.server)]).unwrap_err().to_string();
        assert!(message.contains(&format!("but the source says it has {stated}")), "{message}");
        assert!(setting.cache().entries().is_empty());
    }
}

#[test]
fn a_changed_column_is_named_with_the_nearest_and_the_old_copy_stays() {
    let setting = Setting::new();
    let mut table = TableV3::invented(&setting.server);
    let before = table.clone();
    setting.server.answer(move |asked| before.reply(asked));
    setting.fetch(&[source_v3(&setting.server)]).unwrap();
    let old = setting.text("kern", DATA);

    table.modified = "2026-04-01T02:00:00".to_owned();
    for row in &mut table.rows {
        *row = row.replace("AantalInwoners_5", "AantalInwoners_6");
    }
    table.properties[2]["Key"] = json!("AantalInwoners_6");
    setting.server.answer(move |asked| table.reply(asked));
    let message = setting.fetch(&[source_v3(&setting.server)]).unwrap_err().to_string();
    assert!(
        message.contains("no column `AantalInwoners_5` (figure of `inwoners`); nearest there: `AantalInwoners_6`"),
        "{message}"
    );
    assert!(message.contains("--offline"), "{message}");
    assert_eq!(setting.server.times("TypedDataSet"), 0, "nothing is fetched in vain");
    assert_eq!(setting.text("kern", DATA), old);
}

#[test]
fn a_table_changed_while_it_is_fetched_is_fetched_from_the_start() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    let infos = AtomicUsize::new(0);
    setting.server.answer(move |asked| {
        let mut now = table.clone();
        if asked.path().ends_with("TableInfos") {
            infos.fetch_add(1, Ordering::SeqCst);
        }
        // The change comes after the description was read for the first time.
        if infos.load(Ordering::SeqCst) > 1 {
            now.modified = "2026-05-01T02:00:00".to_owned();
            now.rows[6] = now.rows[6].replace("940", "941");
        }
        now.reply(asked)
    });
    setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(setting.server.times("TypedDataSet"), 6);
    assert_eq!(setting.rows("kern", DATA)[6]["AantalInwoners_5"], 941);
    assert_eq!(setting.cache().find("kern", DATA).unwrap().modified.as_deref(), Some("2026-05-01T02:00:00"));
    setting.assert_tidy();
}

#[test]
fn a_table_that_keeps_changing_is_given_up_with_a_message() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    setting.server.answer(move |asked| {
        let modified = format!("2026-05-01T02:00:{:02}", asked.before);
        TableV3 { modified, ..table.clone() }.reply(asked)
    });
    let message = setting.fetch(&[source_v3(&setting.server)]).unwrap_err().to_string();
    assert!(message.contains("was changed while it was being fetched, twice"), "{message}");
    assert!(setting.cache().entries().is_empty());
}

#[test]
fn a_table_that_is_not_there_is_not_asked_twice() {
    let setting = Setting::new();
    setting.server.answer(|_| Reply::status(404, "Resource not found for the segment."));
    let message = setting.fetch(&[source_v3(&setting.server)]).unwrap_err().to_string();
    assert!(
        message.contains("answered 404: “Resource not found for the segment.”; check `address` and `table`"),
        "{message}"
    );
    assert_eq!(setting.server.asked().len(), 1);
}

#[test]
fn no_server_at_all_is_said_with_what_to_try() {
    let setting = Setting::new();
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let source = source_file("file", "csv", &format!("http://{gone}/a.csv"), "code", "inwoners");
    let message = setting.fetch(&[source]).unwrap_err().to_string();
    assert!(message.contains("source `file`: http://127.0.0.1"), "{message}");
    assert!(message.contains("(tried 3 times)") && message.contains("--offline"), "{message}");
}

#[test]
fn a_server_that_falls_silent_is_given_up_after_the_time_allowed() {
    let setting = Setting::new();
    setting.server.answer(|_| {
        std::thread::sleep(Duration::from_millis(600));
        Reply::ok("code,inwoners\n")
    });
    let source = source_file("file", "csv", &format!("{}/a.csv", setting.server.address), "code", "inwoners");
    let options = FetchOptions { answer_timeout: Duration::from_millis(100), attempts: 2, ..quick() };
    let message = setting.fetch_with(&[source], &options).unwrap_err().to_string();
    assert!(message.contains("timeout") && message.contains("(tried 2 times)"), "{message}");
}

#[test]
fn one_source_that_fails_does_not_keep_the_others_away() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    setting.server.answer(move |asked| table.reply(asked));
    let gone = source_file("gone", "csv", &format!("{}/gone.csv", setting.server.address), "code", "inwoners");
    match setting.fetch(&[gone, source_v3(&setting.server)]).unwrap_err() {
        FetchError::Sources { failures, report } => {
            assert_eq!(failures.len(), 1);
            assert_eq!(failures[0].source, "gone");
            assert!(matches!(report.outcome("kern"), Some(Outcome::Fetched { .. })));
        }
        other => panic!("{other}"),
    }
    assert!(setting.cache().require("kern", DATA).is_ok());
}

#[test]
fn two_fetches_in_one_cache_do_not_mix() {
    let setting = Setting::new();
    let held = fs::File::create(setting.folder.path().join("fetch.lock")).unwrap();
    held.lock().unwrap();
    let message = setting.fetch(&[source_v3(&setting.server)]).unwrap_err().to_string();
    assert!(message.contains("another fetch is at work in"), "{message}");
    assert!(setting.server.asked().is_empty());
}

#[test]
fn what_a_program_that_was_killed_left_behind_is_removed_after_a_while() {
    let setting = Setting::new();
    let objects = setting.folder.path().join("objects");
    fs::create_dir(&objects).unwrap();
    let two_hours_ago = SystemTime::now() - Duration::from_hours(2);
    fs::File::create(objects.join(".incoming-1-0")).unwrap().set_modified(two_hours_ago).unwrap();
    fs::File::create(objects.join(".incoming-1-1")).unwrap();
    setting.fetch(&[]).unwrap();
    assert!(!objects.join(".incoming-1-0").exists());
    assert!(objects.join(".incoming-1-1").exists(), "somebody may be writing it now");
}
