//! Registers in S3-compatible storage: a small server of this test, whose address and keys are in the environment.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cluster::ClusterError;

use crate::fixture::lenient;
use crate::people::{assert_equal, embedded, province, registers_of};
use crate::processes::{self, Cluster};

/// Where the test inside finds the same files on disk.
const ON_DISK: &str = "WIJKMONITOR_TEST_REGISTERS";

#[test]
fn registers_in_storage_are_counted_like_those_on_disk() {
    let _alone = processes::alone();
    let people = province(&lenient(), 2_000);
    let server = Server::start(registers_of(&people));
    // The client reads its environment as well, and a process cannot safely change its own: so in a process of its own.
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "storage::inside", "--include-ignored", "--nocapture"])
        .env("AWS_ENDPOINT_URL", format!("http://{}", server.address))
        .env("AWS_ALLOW_HTTP", "true")
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", "sleutel")
        .env("AWS_SECRET_ACCESS_KEY", "geheim")
        .env(ON_DISK, registers_of(&people))
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
    assert!(server.read.load(Ordering::Relaxed) > 50, "the files came from the server");
    assert_eq!(server.unsigned.load(Ordering::Relaxed), 0, "every request was signed");
}

#[test]
#[ignore = "run by the test above, with the server in the environment"]
fn inside() {
    let Some(on_disk) = std::env::var_os(ON_DISK).map(PathBuf::from) else { return };
    let definition = lenient();
    let cluster = Cluster::start(2, &[]);
    let input = "s3://registers/jaren/2023".parse().unwrap();
    let together = cluster.count(&definition, &input).unwrap_or_else(|error| panic!("{error}"));
    assert_equal(&together, &embedded(&definition, &on_disk));
    assert!(cluster.executors.iter().all(|executor| executor.tasks() > 0));
    assert!(together.provenance.inputs.iter().any(|input| input.file == "gbaadresobjectbus_2023/deel-1.parquet"));

    let nowhere = "s3://registers/jaren/2022".parse().unwrap();
    let error = cluster.count(&definition, &nowhere).unwrap_err();
    assert!(matches!(error, ClusterError::NoTable { .. }), "{error}");
    assert!(error.to_string().contains("s3://registers/jaren/2022/gbapersoontab_2023.parquet"), "{error}");
}

/// A folder as the bucket `registers`, below `jaren/2023/`: list, head and get, no more.
struct Server {
    address: String,
    read: Arc<AtomicUsize>,
    unsigned: Arc<AtomicUsize>,
}

const BELOW: &str = "jaren/2023/";

impl Server {
    fn start(folder: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (read, unsigned) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let counters = (Arc::clone(&read), Arc::clone(&unsigned));
        // It ends with the process of the test.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, counters) = (folder.clone(), counters.clone());
                std::thread::spawn(move || serve(stream, &folder, &counters.0, &counters.1));
            }
        });
        Self { address, read, unsigned }
    }
}

/// Answers the requests of a connection, until it is closed.
fn serve(stream: TcpStream, folder: &Path, read: &AtomicUsize, unsigned: &AtomicUsize) -> Option<()> {
    let mut from = BufReader::new(stream.try_clone().ok()?);
    let mut to = stream;
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if from.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            lines.push(line.trim().to_owned());
        }
        let header = |name: &str| {
            lines
                .iter()
                .find_map(|line| line.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)))
                .map(|(_, v)| v)
        };
        read.fetch_add(1, Ordering::Relaxed);
        if header("authorization").is_none_or(|keys| !keys.contains("Credential=sleutel/")) {
            unsigned.fetch_add(1, Ordering::Relaxed);
        }
        let mut words = lines.first()?.split(' ');
        let (method, target) = (words.next()?, words.next()?);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let bytes = match path.trim_end_matches('/').strip_prefix("/registers")? {
            "" => Some(listed(folder, &unescaped(query)).into_bytes()),
            key => {
                unescaped(key).strip_prefix(&format!("/{BELOW}")).and_then(|key| std::fs::read(folder.join(key)).ok())
            }
        };
        let Some(bytes) = bytes else {
            to.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").ok()?;
            continue;
        };
        let range = header("range").map(|range| range_of(range, bytes.len()));
        let (status, body) = match range {
            Some((first, end)) => ("206 Partial Content", &bytes[first..end]),
            None => ("200 OK", bytes.as_slice()),
        };
        let mut head = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nETag: \"{}\"\r\nLast-Modified: Tue, 03 Jan 2023 00:00:00 GMT\r\n",
            body.len(),
            bytes.len()
        );
        if let Some((first, end)) = range {
            let _ = write!(head, "Content-Range: bytes {first}-{}/{}\r\n", end - 1, bytes.len());
        }
        head.push_str("\r\n");
        to.write_all(head.as_bytes()).ok()?;
        if method == "GET" {
            to.write_all(body).ok()?;
        }
    }
}

/// First byte, and the one after the last, of `bytes=1-2`, `bytes=1-` or `bytes=-2`.
fn range_of(range: &str, len: usize) -> (usize, usize) {
    let (first, last) = range.trim_start_matches("bytes=").split_once('-').unwrap();
    match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) => (first, len.min(last + 1)),
        (Ok(first), Err(_)) => (first, len),
        (Err(_), last) => (len - last.unwrap().min(len), len),
    }
}

fn listed(folder: &Path, query: &str) -> String {
    let prefix = query.split('&').find_map(|part| part.strip_prefix("prefix=")).unwrap_or_default();
    let flat = !query.contains("delimiter=");
    let mut answer = "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>".to_owned();
    let mut below = BTreeSet::new();
    for (name, bytes) in files(folder, "") {
        let key = format!("{BELOW}{name}");
        let Some(rest) = key.strip_prefix(prefix) else { continue };
        if let (false, Some((next, _))) = (flat, rest.split_once('/')) {
            below.insert(format!("{prefix}{next}/"));
        } else {
            let _ = write!(
                answer,
                "<Contents><Key>{key}</Key><Size>{bytes}</Size><LastModified>2023-01-03T00:00:00.000Z</LastModified>\
                 <ETag>\"{bytes}\"</ETag></Contents>"
            );
        }
    }
    for prefix in below {
        let _ = write!(answer, "<CommonPrefixes><Prefix>{prefix}</Prefix></CommonPrefixes>");
    }
    answer.push_str("</ListBucketResult>");
    answer
}

fn files(folder: &Path, below: &str) -> Vec<(String, u64)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            all.extend(files(&entry.path(), &format!("{name}/")));
        } else {
            all.push((name, entry.metadata().unwrap().len()));
        }
    }
    all.sort();
    all
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut from = text.as_bytes();
    while let Some((first, rest)) = from.split_first() {
        if *first == b'%' && rest.len() >= 2 {
            let mut digits = String::new();
            (&rest[..2]).read_to_string(&mut digits).unwrap();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap());
            from = &rest[2..];
        } else {
            bytes.push(*first);
            from = rest;
        }
    }
    String::from_utf8(bytes).unwrap()
}
