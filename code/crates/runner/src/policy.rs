//! What a program may do, as plain data.

use std::path::PathBuf;
use std::time::Duration;

/// Everything that is allowed; what is not named here is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Files and folders that may be read and executed, with all below them.
    pub read: Vec<PathBuf>,
    /// Folders in which files may be created, changed and removed.
    pub write: Vec<PathBuf>,
    /// How many bytes it may keep in files in the folder where it starts. They are in memory, hide what the folder holds, cannot
    /// be executed and are gone with the program. Needs `Tier::Full`; 0 leaves the folder as it is.
    pub scratch: u64,
    /// Whether it may start processes of its own.
    pub processes: Processes,
    /// Which network it sees.
    pub network: Network,
    /// Where it must end.
    pub limits: Limits,
}

/// Whether a program may start other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Processes {
    /// Threads only.
    Forbidden,
    /// As many as the limits allow: a compiler needs its linker.
    Allowed,
}

/// Which network a program sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// None: no socket can be made, except connected pairs.
    None,
    /// A loopback of its own, which reaches nothing outside the sandbox. Needs `Tier::Full`.
    OwnLoopback,
}

/// Hard bounds; each ends the program or refuses what it asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time by the clock until the whole tree of processes is killed.
    pub wall: Duration,
    /// Processor time of one process, in whole seconds, rounded up.
    pub processor: Duration,
    /// Memory that may be mapped, in bytes.
    pub address_space: u64,
    /// Private memory that may be allocated, in bytes.
    pub data: u64,
    /// The largest file that may be written, in bytes.
    pub file_size: u64,
    /// How many threads and processes; counted for the namespace in `Tier::Full`, added to the user's present number below it.
    pub tasks: u64,
    /// How many open files.
    pub open_files: u64,
    /// How many bytes of output are passed on; the program is ended at the next byte.
    pub output: usize,
}

impl Limits {
    /// For a listing or an answer: 5 s by the clock, 3 s of processor time, half a gigabyte, 128 threads, 64 KiB of output.
    #[must_use]
    pub const fn program() -> Self {
        Self {
            wall: Duration::from_secs(5),
            processor: Duration::from_secs(3),
            address_space: 2 << 30,
            data: 512 << 20,
            file_size: 16 << 20,
            tasks: 128,
            open_files: 256,
            output: 64 << 10,
        }
    }

    /// For a listing that starts processes: as [`Limits::program`], but 32 tasks in all and 64 MiB in each, since each process
    /// may allocate its part.
    #[must_use]
    pub const fn processes() -> Self {
        Self {
            data: 64 << 20,
            tasks: 32,
            ..Self::program()
        }
    }

    /// For a compiler: 10 s by the clock, 10 s of processor time, four gigabytes of address space, 256 KiB of messages.
    #[must_use]
    pub const fn compiler() -> Self {
        Self {
            wall: Duration::from_secs(10),
            processor: Duration::from_secs(10),
            address_space: 4 << 30,
            data: 1536 << 20,
            file_size: 256 << 20,
            tasks: 128,
            open_files: 512,
            output: 256 << 10,
        }
    }
}

impl Policy {
    /// Where the dynamic loader finds the C library on this machine: what every program must be able to read.
    #[must_use]
    pub fn system_libraries() -> Vec<PathBuf> {
        [
            "/usr/lib",
            "/usr/lib64",
            "/lib",
            "/lib64",
            "/etc/ld.so.cache",
            "/dev/null",
            "/dev/urandom",
        ]
        .into_iter()
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .collect()
    }
}
