//! A server on this machine that answers as CBS and PDOK do, and fails where a test wants it to.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A request that came in.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Path and query, as they were sent.
    pub(crate) target: String,
    /// Headers, names in lower case.
    pub(crate) headers: HashMap<String, String>,
    /// How often the same target was asked before.
    pub(crate) before: usize,
}

impl Asked {
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    /// A value of the query, decoded.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let query = self.target.split_once('?')?.1;
        let (_, value) = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(n, _)| *n == name)?;
        let mut bytes = Vec::new();
        let mut rest = value.as_bytes();
        while let [byte, after @ ..] = rest {
            if *byte == b'%' {
                let hex = std::str::from_utf8(&after[..2]).unwrap();
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                rest = &after[2..];
            } else {
                bytes.push(*byte);
                rest = after;
            }
        }
        Some(String::from_utf8(bytes).unwrap())
    }
}

/// What the server sends.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Bytes of the body that are sent before the connection is cut; all where absent.
    pub(crate) cut_after: Option<usize>,
    /// Whether the body is sent in chunks of which the length is not known beforehand.
    pub(crate) chunked: bool,
}

impl Reply {
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: Vec::new(), body: body.into(), cut_after: None, chunked: false }
    }

    pub(crate) fn status(status: u16, body: &str) -> Self {
        Self { status, ..Self::ok(body) }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same reply of which the connection breaks half-way.
    pub(crate) fn cut(mut self) -> Self {
        self.cut_after = Some(self.body.len() / 2);
        self
    }

    /// The same reply without its length beforehand.
    pub(crate) fn chunked(mut self) -> Self {
        self.chunked = true;
        self
    }

    /// The first half, sent as if it were the whole.
    pub(crate) fn half(mut self) -> Self {
        self.body.truncate(self.body.len() / 2);
        self
    }
}

type Answering = Box<dyn Fn(&Asked) -> Reply + Send + Sync>;

/// A server that runs until it is dropped.
pub(crate) struct Server {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    answering: Arc<Mutex<Answering>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server that has nothing yet.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answering: Arc<Mutex<Answering>> =
            Arc::new(Mutex::new(Box::new(|_| Reply::status(404, "nothing here yet"))));
        let stop = Arc::new(AtomicBool::new(false));
        let thread = {
            let (asked, answering, stop) = (asked.clone(), answering.clone(), stop.clone());
            thread::spawn(move || {
                for stream in listener.incoming() {
                    if stop.load(Ordering::SeqCst) {
                        break;
                    }
                    if let Ok(stream) = stream {
                        let _ = serve(stream, &asked, &answering);
                    }
                }
            })
        };
        Self { address, asked, answering, stop, thread: Some(thread) }
    }

    /// Answers in this way from now on; counts of earlier requests begin anew.
    pub(crate) fn answer(&self, answering: impl Fn(&Asked) -> Reply + Send + Sync + 'static) {
        *self.answering.lock().unwrap() = Box::new(answering);
        self.asked.lock().unwrap().clear();
    }

    /// Everything that was asked since the server began to answer in this way.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// How often a target that contains this text was asked.
    pub(crate) fn times(&self, text: &str) -> usize {
        self.asked().iter().filter(|asked| asked.target.contains(text)).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address.trim_start_matches("http://"));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(mut stream: TcpStream, asked: &Mutex<Vec<Asked>>, answering: &Mutex<Answering>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(()) };
    let target = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let mut headers = HashMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let request = {
        let mut asked = asked.lock().unwrap();
        let before = asked.iter().filter(|earlier| earlier.target == target).count();
        let request = Asked { target, headers, before };
        asked.push(request.clone());
        request
    };
    let reply = (answering.lock().unwrap())(&request);
    let mut head = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", reply.status);
    if reply.chunked {
        head.push_str("Transfer-Encoding: chunked\r\n");
    } else if reply.status != 304 {
        write!(head, "Content-Length: {}\r\n", reply.body.len()).unwrap();
    }
    for (name, value) in &reply.headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    let body = &reply.body[..reply.cut_after.unwrap_or(reply.body.len())];
    if !reply.chunked {
        stream.write_all(body)?;
        return stream.flush();
    }
    for chunk in body.chunks(1000) {
        write!(stream, "{:x}\r\n", chunk.len())?;
        stream.write_all(chunk)?;
        stream.write_all(b"\r\n")?;
    }
    if reply.cut_after.is_none() {
        stream.write_all(b"0\r\n\r\n")?;
    }
    stream.flush()
}
