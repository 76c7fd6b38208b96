//! Runs the built program as its users do: commands, a served site, an installation.
//!
//! Flows in: the program and fictional definitions under `fixtures/`. Flows out: what the program printed and what the
//! site answered. Knows nothing of the rooms inside.

use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the checkout is there")
}

/// The definition of the invented province without its smallest areas, in a folder: with them protecting a year takes a minute or
/// two, without them seconds.
///
/// # Panics
/// When the definition cannot be read or written.
pub fn towns(work: &Path) -> PathBuf {
    let folder = work.join("monitors/zomerland");
    copy(&root().join("monitors/kis"), &work.join("monitors/kis"));
    copy(&root().join("monitors/zomerland"), &folder);
    let file = folder.join("monitor.toml");
    let text = fs::read_to_string(&file).expect("the definition is there");
    let all = r#"levels = ["country", "municipality", "district", "neighbourhood"]"#;
    assert!(text.contains(all), "it has all levels");
    fs::write(&file, text.replace(all, r#"levels = ["country", "municipality"]"#))
        .expect("the folder can be written to");
    folder
}

/// The program: `WIJKMONITOR` where it is set, else built once with the quick profile.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(path) = std::env::var_os("WIJKMONITOR") {
            return path.into();
        }
        let mut cargo = Command::new(env!("CARGO"));
        // A build script of a dependency looks at some of these: with them, everything would be compiled again.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CARGO_PKG_") || name.to_string_lossy().starts_with("CARGO_MANIFEST_")
            {
                cargo.env_remove(name);
            }
        }
        let built = cargo
            .args(["build", "--quiet", "--workspace", "--bin", "wijkmonitor"])
            .current_dir(root())
            .status()
            .expect("cargo runs");
        assert!(built.success(), "the program does not compile");
        let test = std::env::current_exe().expect("a test is a file");
        test.ancestors().nth(2).expect("tests lie in target/<profile>/deps").join("wijkmonitor")
    })
}

/// What a command said and whether it succeeded.
#[derive(Debug)]
pub struct Said {
    /// Whether it ended with exit code 0.
    pub success: bool,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Said {
    /// The same, when it succeeded.
    ///
    /// # Panics
    /// With what it said, when it did not.
    #[must_use]
    pub fn well(self) -> Self {
        assert!(self.success, "the command failed:\n{}\n{}", self.out, self.err);
        self
    }
}

/// Runs the program with arguments, in the root of the checkout.
pub fn wijkmonitor<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Said {
    let output = Command::new(program())
        .args(arguments)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    Said {
        success: output.status.success(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A site that is served until this is dropped.
#[derive(Debug)]
pub struct Served {
    child: Child,
    address: String,
}

impl Served {
    /// Serves releases or an installation on a free port of this machine.
    pub fn start(what: &[&Path]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let listen = format!("127.0.0.1:{port}");
        let child = Command::new(program())
            .arg("serve")
            .args(what)
            .args(["--listen", &listen])
            .current_dir(root())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut served = Self { child, address: format!("http://{listen}") };
        let began = Instant::now();
        while TcpStream::connect(&listen).is_err() {
            if let Some(status) = served.child.try_wait().expect("a child can be asked") {
                let mut said = String::new();
                if let Some(err) = &mut served.child.stderr {
                    let _ = err.read_to_string(&mut said);
                }
                panic!("serve ended at once ({status}):\n{said}");
            }
            assert!(began.elapsed() < Duration::from_mins(1), "the site does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        served
    }

    /// Status and body of a page.
    pub fn get(&self, path: &str) -> (u16, String) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut answer = agent.get(format!("{}{path}", self.address)).call().expect("the site answers");
        let body = answer.body_mut().read_to_string().expect("a page is text");
        (answer.status().as_u16(), body)
    }

    /// The page, when its status is 200.
    pub fn page(&self, path: &str) -> String {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "{path}:\n{body}");
        body
    }

    /// Asks for a page until it contains a text; the page then.
    ///
    /// # Panics
    /// When it does not within half a minute.
    pub fn wait_for(&self, path: &str, text: &str) -> String {
        let began = Instant::now();
        loop {
            let (status, body) = self.get(path);
            if status == 200 && body.contains(text) {
                return body;
            }
            assert!(
                began.elapsed() < Duration::from_secs(30),
                "{path} never showed {text:?}; the last answer was {status}"
            );
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A copy of a folder under `fixtures/`, to be changed by a test.
pub fn copy_of(fixture: &str, to: &Path) -> PathBuf {
    let to = to.join(fixture);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture), &to);
    to
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the fixture is there") {
        let entry = entry.expect("the fixture can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// Adds text to the end of a file, which is made, with its folder, when it is not there.
pub fn append(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder can be made");
    let before = fs::read_to_string(file).unwrap_or_default();
    fs::write(file, before + text).expect("the file can be written");
}

/// Builds a release from a definition and publishes it in an installation.
pub fn build_and_publish(definition: &Path, installation: &Path, release: &Path) {
    let words = |text: &str| std::ffi::OsString::from(text);
    let _ = wijkmonitor([words("build"), definition.into(), words("--out"), release.into()]).well();
    let _ = wijkmonitor([words("publish"), installation.into(), release.into()]).well();
}
