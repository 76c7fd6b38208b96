//! Asking a server for something, again where that may help.

use std::io::Read;
use std::thread;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use ureq::Agent;
use ureq::http::{HeaderMap, StatusCode};

use super::error::excerpt;
use super::{Event, FetchOptions, Problem, Progress};

/// No answer is larger than this; a server that keeps sending is cut off.
const LARGEST_ANSWER: u64 = 4 << 30;

/// A client for one source.
pub(super) struct Client<'a> {
    agent: Agent,
    options: &'a FetchOptions,
    progress: &'a dyn Progress,
    source: &'a str,
}

/// Marks of the version that the cache has, for a conditional request.
#[derive(Default, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) etag: Option<&'a str>,
    pub(super) modified: Option<&'a str>,
}

/// What a server answered.
pub(super) struct Answer<T> {
    pub(super) bytes: Vec<u8>,
    pub(super) etag: Option<String>,
    pub(super) modified: Option<String>,
    /// What was read from the bytes.
    pub(super) read: T,
}

/// One attempt that failed.
struct Failure {
    problem: Problem,
    again: bool,
    wait: Option<Duration>,
}

impl<'a> Client<'a> {
    pub(super) fn new(source: &'a str, options: &'a FetchOptions, progress: &'a dyn Progress) -> Self {
        let agent = Agent::config_builder()
            .user_agent(concat!("wijkmonitor/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .timeout_connect(Some(options.connect_timeout))
            .timeout_recv_response(Some(options.answer_timeout))
            .timeout_per_read(Some(options.answer_timeout))
            .build()
            .into();
        Self { agent, options, progress, source }
    }

    pub(super) fn tell(&self, event: &Event<'_>) {
        self.progress.happened(self.source, event);
    }

    /// Asks for an address until the answer can be read, at most as often as the options say.
    pub(super) fn get<T>(
        &self,
        address: &str,
        read: impl Fn(&[u8]) -> Result<T, String>,
    ) -> Result<Answer<T>, Problem> {
        let answer = self.get_if_changed(address, Known::default(), read)?;
        answer.ok_or_else(|| Problem::Status {
            address: address.to_owned(),
            status: 304,
            excerpt: "not modified, though no version was named".to_owned(),
            attempts: 1,
        })
    }

    /// The same; nothing when the server says that the known version is still the present one.
    pub(super) fn get_if_changed<T>(
        &self,
        address: &str,
        known: Known<'_>,
        read: impl Fn(&[u8]) -> Result<T, String>,
    ) -> Result<Option<Answer<T>>, Problem> {
        let mut pauses = ExponentialBuilder::default()
            .with_min_delay(self.options.first_pause)
            .with_max_delay(self.options.longest_pause)
            .with_max_times(self.options.attempts.saturating_sub(1))
            .with_jitter()
            .build();
        let mut attempts = 0;
        loop {
            attempts += 1;
            let Failure { problem, again, wait } = match self.once(address, known, attempts, &read) {
                Ok(answer) => return Ok(answer),
                Err(failure) => *failure,
            };
            let Some(pause) = again.then(|| pauses.next()).flatten() else { return Err(problem) };
            // The server knows best: never sooner than it asks.
            let pause = match wait {
                Some(wait) if wait > self.options.longest_wait => {
                    return Err(Problem::AskedToWait { address: address.to_owned(), seconds: wait.as_secs() });
                }
                Some(wait) => wait,
                None => pause,
            };
            let reason = problem.to_string();
            tracing::debug!(source = self.source, %reason, ?pause, "trying again");
            self.tell(&Event::Waiting { pause, reason: &reason });
            thread::sleep(pause);
        }
    }

    fn once<T>(
        &self,
        address: &str,
        known: Known<'_>,
        attempts: usize,
        read: impl Fn(&[u8]) -> Result<T, String>,
    ) -> Result<Option<Answer<T>>, Box<Failure>> {
        let mut request = self.agent.get(address).header("accept", "application/json, application/geo+json, */*;q=0.5");
        if let Some(etag) = known.etag {
            request = request.header("if-none-match", etag);
        }
        if let Some(modified) = known.modified {
            request = request.header("if-modified-since", modified);
        }
        let lost = |error: &ureq::Error| Box::new(lost(address, attempts, error));
        let mut response = request.call().map_err(|error| lost(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        if status == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut body = response.body_mut().with_config().limit(LARGEST_ANSWER).reader();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match body.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => {
                    bytes.extend_from_slice(&buffer[..count]);
                    self.tell(&Event::Received { bytes: count });
                }
                Err(_) if !status.is_success() => break,
                Err(error) => return Err(lost(&ureq::Error::from(error))),
            }
        }
        if !status.is_success() {
            return Err(Box::new(refused(address, attempts, status, &headers, &bytes)));
        }
        let read = read(&bytes).map_err(|message| {
            let problem = Problem::Unreadable { address: address.to_owned(), message, attempts };
            Box::new(Failure { problem, again: true, wait: None })
        })?;
        let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        Ok(Some(Answer { etag: text("etag"), modified: text("last-modified"), bytes, read }))
    }
}

fn refused(address: &str, attempts: usize, status: StatusCode, headers: &HeaderMap, bytes: &[u8]) -> Failure {
    let wait = headers.get("retry-after").and_then(|value| value.to_str().ok()).and_then(retry_after);
    Failure {
        again: matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504),
        wait: wait.filter(|_| matches!(status.as_u16(), 429 | 503)),
        problem: Problem::Status {
            address: address.to_owned(),
            status: status.as_u16(),
            excerpt: excerpt(bytes),
            attempts,
        },
    }
}

fn lost(address: &str, attempts: usize, error: &ureq::Error) -> Failure {
    // A host that is not there, or an address that is none, will not be there in a moment either.
    let again = !matches!(
        error,
        ureq::Error::HostNotFound
            | ureq::Error::BadUri(_)
            | ureq::Error::Http(_)
            | ureq::Error::BodyExceedsLimit(_)
            | ureq::Error::Tls(_)
            | ureq::Error::TooManyRedirects
    );
    let message = match error {
        ureq::Error::HostNotFound => "the host is not found".to_owned(),
        ureq::Error::Io(error) => format!("the connection broke ({error})"),
        error => error.to_string(),
    };
    Failure { problem: Problem::Network { address: address.to_owned(), message, attempts }, again, wait: None }
}

/// How long a server asks to wait: a number of seconds, or a moment.
fn retry_after(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
    Some(Duration::try_from(moment.duration_since(jiff::Timestamp::now())).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_moment() {
        assert_eq!(retry_after("120"), Some(Duration::from_mins(2)));
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO), "long past: no wait");
        let later = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(90);
        let text = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&later).unwrap();
        let wait = retry_after(&text).unwrap();
        assert!(wait > Duration::from_secs(80) && wait <= Duration::from_secs(90), "{wait:?}");
        assert_eq!(retry_after("soon"), None);
    }
}
