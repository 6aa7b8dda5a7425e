//! Finds the Python interpreter that runs the recaps.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::RecordError;

/// An interpreter of a version that the course supports.
#[derive(Debug)]
pub(crate) struct Python {
    /// The interpreter itself, not a wrapper that chooses one.
    pub(crate) program: PathBuf,
    /// For instance `CPython 3.11.7`.
    pub(crate) version: String,
    /// The folder of its own modules.
    pub(crate) modules: PathBuf,
}

/// Prints the interpreter, its name, its version and the folder of its modules on a line each.
const QUESTION: &str = "import platform, sys, sysconfig; \
    print(sys.executable, platform.python_implementation(), platform.python_version(), \
    sysconfig.get_path('stdlib'), sep='\\n')";

impl Python {
    /// Asks `$PYTHON`, or `python3` on the path.
    pub(crate) fn find() -> Result<Self, RecordError> {
        let program = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
        let name = program.to_string_lossy().into_owned();
        let output = Command::new(&program)
            .args(["-I", "-c", QUESTION])
            .output()
            .map_err(|source| RecordError::Start {
                program: name.clone(),
                source,
                advice: "install CPython 3.11 or newer, or let PYTHON name it".to_owned(),
            })?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let [program, implementation, version, modules] = text.lines().collect::<Vec<_>>()[..]
        else {
            return Err(RecordError::Tool {
                program: name,
                problem:
                    "it does not say which Python it is; let PYTHON name CPython 3.11 or newer"
                        .to_owned(),
            });
        };
        let numbers: Vec<u32> = version
            .split('.')
            .map_while(|number| number.parse().ok())
            .collect();
        if implementation != "CPython" || numbers[..] < [3, 11][..] {
            return Err(RecordError::Tool {
                program: name,
                problem: format!(
                    "this is {implementation} {version}; install CPython 3.11 or newer, or let PYTHON name it"
                ),
            });
        }
        Ok(Python {
            program: PathBuf::from(program),
            version: format!("{implementation} {version}"),
            modules: PathBuf::from(modules),
        })
    }

    /// Whether the recorded version speaks like this one: the same up to the minor number.
    pub(crate) fn is_like(&self, recorded: &str) -> bool {
        minor(&self.version) == minor(recorded)
    }
}

/// `CPython 3.11.7` without the last number.
fn minor(version: &str) -> &str {
    version
        .trim()
        .rsplit_once('.')
        .map_or(version, |(minor, _)| minor)
}
