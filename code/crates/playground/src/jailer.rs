//! Lets the schedule explorer start its compilers and its programs in the sandbox.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use explorer::{Launcher, Purpose};
use runner::{Ending, Job, Limits, Network, Policy, Processes, Tier};

/// The environment variable with the file that an explored program writes its report to.
const REPORT: &str = "INTERLEAVE_REPORT";

/// Starts what the explorer asks for in a sandbox.
///
/// A compiler may read the program's own files and write to the folder of its product. The explored program may read
/// itself and its sources, and write to one file that is there already: its report.
#[derive(Debug)]
pub struct Jailer<'a> {
    /// How strong a sandbox.
    pub tier: Tier,
    /// The folder of the compiler.
    pub sysroot: PathBuf,
    /// The files of the program, and folders of modules.
    pub sources: Vec<PathBuf>,
    /// Time by the clock for one exploration.
    pub patience: Duration,
    /// Ends whatever is running.
    pub cancel: &'a AtomicBool,
    /// Milliseconds that explored programs ran.
    explored: AtomicU64,
}

impl<'a> Jailer<'a> {
    /// For the program in `file`, with the modules that it names.
    #[must_use]
    pub fn new(file: &Path, tier: Tier, sysroot: PathBuf, cancel: &'a AtomicBool) -> Self {
        Self {
            tier,
            sysroot,
            sources: sources(file),
            // As good as none: the search has bounds of its own, and a person can press Ctrl-C.
            patience: Duration::from_secs(24 * 60 * 60),
            cancel,
            explored: AtomicU64::new(0),
        }
    }

    /// How long explored programs ran, by the clock.
    pub fn explored(&self) -> Duration {
        Duration::from_millis(self.explored.load(Ordering::Relaxed))
    }

    fn compile(&self, command: &Command) -> io::Result<Output> {
        let arguments: Vec<&OsStr> = command.get_args().collect();
        let mut read = Policy::system_libraries();
        let tools = ["/usr/bin", "/bin", "/usr/libexec", "/usr/local/bin"].map(PathBuf::from);
        read.extend(tools.into_iter().filter(|path| path.exists()));
        read.push(self.sysroot.clone());
        read.extend(self.sources.iter().cloned());
        let mut product = None;
        // The explorer's own command line names what its compiler needs; nothing in it comes from the program.
        for pair in arguments.windows(2) {
            let value = Path::new(pair[1]);
            match pair[0].to_str() {
                Some("--extern" | "-L") => read.extend(after_equals(pair[1])),
                Some("-o") => product = value.parent().map(Path::to_path_buf),
                Some("--out-dir") => product = Some(value.to_path_buf()),
                _ => {}
            }
        }
        let product = product.ok_or(io::ErrorKind::InvalidInput)?;
        let folder = folder_of(command);
        // The copy that is explored lies there, and links to modules beside it.
        if folder.starts_with(&product) || product.starts_with(&folder) {
            read.push(product.clone());
        }
        let program = command.get_program();
        self.run(&Job {
            // The proxy of rustup would read the learner's own settings.
            program: if program == "rustc" {
                self.sysroot.join("bin/rustc")
            } else {
                PathBuf::from(program)
            },
            arguments: arguments.into_iter().map(OsStr::to_owned).collect(),
            environment: vec![
                ("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into()),
                ("TMPDIR".into(), product.clone().into()),
                ("LANG".into(), "C.UTF-8".into()),
            ],
            folder,
            input: Vec::new(),
            policy: Policy {
                read,
                write: vec![product],
                scratch: 0,
                processes: Processes::Allowed,
                network: Network::None,
                limits: Limits {
                    wall: Duration::from_secs(60),
                    processor: Duration::from_secs(60),
                    output: 4 << 20,
                    ..Limits::compiler()
                },
            },
            tier: self.tier,
        })
    }

    fn explore(&self, command: &Command) -> io::Result<Output> {
        let program = PathBuf::from(command.get_program());
        let is_plain_file = fs::symlink_metadata(&program)?.is_file();
        if !is_plain_file {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let environment: Vec<(OsString, OsString)> = command
            .get_envs()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
            .collect();
        let report = environment
            .iter()
            .find(|(name, _)| name == REPORT)
            .map(|(_, path)| PathBuf::from(path))
            .ok_or(io::ErrorKind::InvalidInput)?;
        // A program that could create files could put a link there for us to follow.
        fs::write(&report, "")?;
        let mut read = Policy::system_libraries();
        read.push(program.clone());
        read.extend(self.sources.iter().cloned());
        let output = self.run(&Job {
            program,
            arguments: command.get_args().map(OsStr::to_owned).collect(),
            environment,
            folder: folder_of(command),
            input: Vec::new(),
            policy: Policy {
                read,
                write: vec![report.clone()],
                scratch: 0,
                processes: Processes::Allowed,
                network: Network::None,
                limits: Limits {
                    wall: self.patience,
                    processor: self.patience,
                    // The engine reserves the stacks of all threads, and bounds each execution itself.
                    address_space: 16 << 30,
                    data: 8 << 30,
                    file_size: 64 << 20,
                    tasks: 1024,
                    ..Limits::program()
                },
            },
            tier: self.tier,
        });
        if fs::metadata(&report).is_ok_and(|metadata| metadata.len() == 0) {
            // An empty report is none, and then its absence is explained by what the program said.
            fs::remove_file(&report)?;
        }
        output
    }

    fn run(&self, job: &Job) -> io::Result<Output> {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let finished = runner::run(job, self.cancel, &mut |output| match output {
            runner::Output::Stdout(bytes) => stdout.extend(bytes),
            runner::Output::Stderr(bytes) => stderr.extend(bytes),
        })
        .map_err(io::Error::other)?;
        if finished.ending == Ending::Cancelled {
            return Err(io::ErrorKind::Interrupted.into());
        }
        Ok(Output {
            status: match finished.ending {
                Ending::Exited(code) => ExitStatus::from_raw(code << 8),
                Ending::Signaled(signal) => ExitStatus::from_raw(signal),
                Ending::TimedOut | Ending::TooMuchOutput | Ending::Cancelled => {
                    ExitStatus::from_raw(9)
                }
            },
            stdout,
            stderr,
        })
    }
}

impl Launcher for Jailer<'_> {
    fn launch(&self, command: Command, purpose: Purpose) -> io::Result<Output> {
        match purpose {
            Purpose::Compile => self.compile(&command),
            Purpose::Explore => {
                let begin = Instant::now();
                let output = self.explore(&command);
                let time = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
                self.explored.fetch_add(time, Ordering::Relaxed);
                output
            }
        }
    }
}

fn folder_of(command: &Command) -> PathBuf {
    let folder = command.get_current_dir().unwrap_or(Path::new("/"));
    folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf())
}

/// `name=/path` and `dependency=/path`.
fn after_equals(value: &OsStr) -> Option<PathBuf> {
    let (_, path) = value.to_str()?.split_once('=')?;
    let path = PathBuf::from(path);
    path.exists().then_some(path)
}

/// The file, and the files and folders of the modules that it declares with `mod name;`.
fn sources(file: &Path) -> Vec<PathBuf> {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let text = fs::read_to_string(&file).unwrap_or_default();
    let folder = file.parent().unwrap_or(Path::new("/")).to_path_buf();
    let modules = text.lines().filter_map(|line| {
        // Whatever is before `mod`, such as `pub(crate)`, and after the semicolon.
        let (declaration, _) = line.split_once(';')?;
        let (_, name) = declaration.rsplit_once("mod ")?;
        let name = name.trim();
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_');
        is_name.then(|| [folder.join(format!("{name}.rs")), folder.join(name)])
    });
    let found: Vec<PathBuf> = modules.flatten().filter(|path| path.exists()).collect();
    std::iter::once(file).chain(found).collect()
}
