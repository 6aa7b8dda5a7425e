//! What happens in the child between `fork` and `exec`: the one place with `unsafe`.
//!
//! Everything that allocates or can fail for a reason worth a sentence is prepared in the parent ([`Jail::new`]). The
//! child ([`Jail::enter`]) makes system calls only: it may be the copy of a process with many threads, so it must not
//! take a lock that one of them held.

mod helpers;

use std::ffi::{CStr, CString};
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd,
    Ruleset, RulesetAttr, RulesetCreated, RulesetCreatedAttr, Scope,
};

use self::helpers::{guard, reap_as_first_process, wait_outside};
use crate::error::RunError;
use crate::filter::{Filter, OWN_PROCESS};
use crate::policy::{Limits, Policy, Processes};
use crate::tier::Tier;

/// The newest Landlock version whose rights are asked for; an older kernel is given those it knows.
const LANDLOCK: ABI = ABI::V6;

/// A prepared sandbox for one process.
pub(crate) struct Jail {
    tier: Tier,
    rules: Option<OwnedFd>,
    scratch: Option<Scratch>,
    filter: Filter,
    limits: Limits,
    user_map: Vec<u8>,
    group_map: Vec<u8>,
    parent: libc::pid_t,
    has_guard: bool,
}

/// Whether a guard stays behind: only where no namespace ends with its first process, and more than one process could be left.
pub(crate) fn has_guard(policy: &Policy, tier: Tier) -> bool {
    tier == Tier::Landlock && policy.processes == Processes::Allowed
}

impl Jail {
    /// Opens the paths of the policy and builds rules and filter for a program that starts in `folder`.
    pub(crate) fn new(policy: &Policy, tier: Tier, folder: &Path) -> Result<Self, RunError> {
        let rules = match tier {
            Tier::Full | Tier::Landlock => rules(policy)?.into(),
            Tier::Unsandboxed => None,
        };
        let scratch = match tier {
            Tier::Full if policy.scratch > 0 => Some(Scratch::new(folder, policy.scratch)?),
            _ => None,
        };
        // SAFETY: these calls only read numbers of the process.
        let (user, group, parent) = unsafe { (libc::getuid(), libc::getgid(), libc::getpid()) };
        let mut limits = policy.limits;
        if tier != Tier::Full {
            // The kernel counts all tasks of the user, not those of the sandbox.
            limits.tasks += tasks_of_this_user(user);
        }
        Ok(Self {
            tier,
            rules,
            scratch,
            filter: Filter::new(policy, tier),
            limits,
            user_map: format!("{user} {user} 1\n").into_bytes(),
            group_map: format!("{group} {group} 1\n").into_bytes(),
            parent,
            has_guard: has_guard(policy, tier),
        })
    }

    /// Turns the calling process into the sandboxed one; in `Tier::Full` two helpers stay behind, in `Tier::Landlock` a guard
    /// where processes may be started, and only the innermost process returns.
    ///
    /// # Errors
    /// When a step is refused; the caller must not go on to `exec`.
    pub(crate) fn enter(&mut self) -> io::Result<()> {
        die_with_parent()?;
        keep_descriptors()?;
        // SAFETY: getppid has no preconditions. The parent may have died before the line above.
        if unsafe { libc::getppid() } != self.parent {
            return Err(io::Error::from_raw_os_error(libc::ESRCH));
        }
        let mut handover = None;
        if self.tier == Tier::Full {
            self.own_namespaces()?;
            self.become_innermost()?;
        } else if self.has_guard {
            handover = Some(guard(self.parent)?);
        }
        limit(&self.limits)?;
        if self.tier == Tier::Unsandboxed {
            return Ok(());
        }
        // No rules, no program: a kernel without Landlock has no tier that comes here.
        let rules = self
            .rules
            .as_ref()
            .ok_or_else(|| io::Error::from_raw_os_error(libc::EOPNOTSUPP))?;
        if let Some(scratch) = &self.scratch {
            scratch.allow(rules)?;
        }
        // SAFETY: no pointers; `rules` is open.
        unsafe {
            check(libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))?;
            let answer = libc::syscall(libc::SYS_landlock_restrict_self, rules.as_raw_fd(), 0);
            check(answer as i32)?;
        }
        match handover {
            None => self.install_filter(0).map(drop),
            // Whom it may signal is asked through what this returns.
            Some(guard) => self
                .install_filter(libc::SECCOMP_FILTER_FLAG_NEW_LISTENER)
                .and_then(|listener| guard.pass(listener)),
        }
    }

    fn own_namespaces(&self) -> io::Result<()> {
        let spaces = libc::CLONE_NEWUSER
            | libc::CLONE_NEWPID
            | libc::CLONE_NEWNET
            | libc::CLONE_NEWNS
            | libc::CLONE_NEWIPC
            | libc::CLONE_NEWUTS;
        // SAFETY: no pointers; this process has one thread, as the user namespace asks.
        check(unsafe { libc::unshare(spaces) })?;
        // A missing `setgroups` (before Linux 3.19) would make the line after it fail with a clear error.
        let _ = write_file(c"/proc/self/setgroups", b"deny");
        write_file(c"/proc/self/uid_map", &self.user_map)?;
        write_file(c"/proc/self/gid_map", &self.group_map)?;
        if let Some(scratch) = &self.scratch {
            scratch.mount()?;
        }
        loopback_up()
    }

    /// Forks twice: this process waits outside, its child is number 1 of the new process namespace and reaps, and the
    /// grandchild returns to become the program.
    fn become_innermost(&self) -> io::Result<()> {
        let (reader, writer) = pipe()?;
        // SAFETY: the child makes only system calls until it returns to `exec` or exits.
        match check(unsafe { libc::fork() })? {
            0 => {}
            first => wait_outside(first, &reader),
        }
        drop(reader);
        die_with_parent()?;
        // SAFETY: as above.
        match check(unsafe { libc::fork() })? {
            0 => die_with_parent(),
            program => reap_as_first_process(program, &writer),
        }
    }

    fn install_filter(&mut self, flags: libc::c_ulong) -> io::Result<RawFd> {
        // SAFETY: getpid has no preconditions.
        let own = unsafe { libc::getpid() } as u32;
        for instruction in &mut self.filter.code {
            if instruction.k == OWN_PROCESS {
                instruction.k = own;
            }
        }
        let program = libc::sock_fprog {
            len: self.filter.code.len() as u16,
            filter: self.filter.code.as_mut_ptr(),
        };
        // SAFETY: `program` points to `len` instructions that live until the call returns; the kernel copies them.
        let answer = unsafe {
            libc::syscall(
                libc::SYS_seccomp,
                libc::SECCOMP_SET_MODE_FILTER,
                flags,
                &raw const program,
            )
        };
        check(answer as i32)
    }
}

/// A small file system in memory over the folder in which the program starts; it ends with the namespace.
struct Scratch {
    folder: CString,
    options: CString,
    access: u64,
}

/// `landlock_path_beneath_attr` of the kernel, field by field.
#[repr(C, packed)]
struct PathBeneathAttribute {
    allowed_access: u64,
    parent_fd: RawFd,
}

impl Scratch {
    /// How many files and folders it holds: each costs the kernel memory that `size` does not count.
    const FILES: u32 = 1024;

    fn new(folder: &Path, size: u64) -> Result<Self, RunError> {
        let folder = folder.canonicalize().map_err(|source| RunError::Path {
            path: folder.to_path_buf(),
            source,
        })?;
        let text = |bytes: Vec<u8>| {
            CString::new(bytes).map_err(|_| RunError::Setup {
                what: "a folder in memory",
                source: io::Error::from_raw_os_error(libc::EINVAL),
            })
        };
        let version = ABI::from(landlock_version()).min(LANDLOCK);
        let access = AccessFs::from_all(version) & !BitFlags::from(AccessFs::Execute);
        Ok(Self {
            folder: text(folder.as_os_str().as_bytes().to_vec())?,
            options: text(format!("size={size},nr_inodes={},mode=700", Self::FILES).into())?,
            access: access.bits(),
        })
    }

    /// Mounts it and goes there: the working folder is still the one below.
    fn mount(&self) -> io::Result<()> {
        let flags = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
        // SAFETY: all strings end in NUL and live until the calls return.
        unsafe {
            check(libc::mount(
                c"tmpfs".as_ptr(),
                self.folder.as_ptr(),
                c"tmpfs".as_ptr(),
                flags,
                self.options.as_ptr().cast(),
            ))?;
            check(libc::chdir(self.folder.as_ptr())).map(drop)
        }
    }

    /// Adds it to the rules, which were made when it was not there yet.
    fn allow(&self, rules: &OwnedFd) -> io::Result<()> {
        const PATH_BENEATH: libc::c_int = 1;
        let folder = open(&self.folder, libc::O_PATH | libc::O_DIRECTORY)?;
        let attribute = PathBeneathAttribute {
            allowed_access: self.access,
            parent_fd: folder.as_raw_fd(),
        };
        // SAFETY: `attribute` has the layout that the kernel documents and lives until the call returns.
        let answer = unsafe {
            libc::syscall(
                libc::SYS_landlock_add_rule,
                rules.as_raw_fd(),
                PATH_BENEATH,
                &raw const attribute,
                0,
            )
        };
        check(answer as i32).map(drop)
    }
}

/// The version of Landlock this kernel offers; 0 without it.
pub(crate) fn landlock_version() -> i32 {
    const VERSION_FLAG: u32 = 1;
    // SAFETY: with this flag the call takes a null attribute of size 0 and creates nothing (landlock_create_ruleset(2)).
    let version = unsafe {
        libc::syscall(
            libc::SYS_landlock_create_ruleset,
            std::ptr::null::<libc::c_void>(),
            0_usize,
            VERSION_FLAG,
        )
    };
    i32::try_from(version).unwrap_or(0).max(0)
}

/// Asks the guard to end the program with all that it has started; the guard ends after them.
pub(crate) fn call_guard(guard: u32) {
    // SAFETY: a signal to our own child, which we have not reaped yet, so the number is still its own.
    unsafe { libc::kill(guard as libc::pid_t, helpers::END) };
}

/// Ends the group of processes that `leader` leads.
pub(crate) fn kill_group(leader: u32) {
    // SAFETY: a signal to a group that we created and have not reaped the leader of yet, so the number is still its own.
    unsafe { libc::kill(-(leader as libc::pid_t), libc::SIGKILL) };
}

/// Whether our child has ended; it is not reaped by this.
pub(crate) fn has_ended(child: u32) -> bool {
    // SAFETY: an all-zero siginfo is valid, and the pointer is to a live local.
    unsafe {
        let mut information: libc::siginfo_t = std::mem::zeroed();
        let how = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
        let answer = libc::waitid(libc::P_PID, child, &raw mut information, how);
        answer == 0 && information.si_pid() != 0
    }
}

fn rules(policy: &Policy) -> Result<RulesetCreated, RunError> {
    let setup = |_| RunError::Setup {
        what: "Landlock rules",
        source: io::Error::from_raw_os_error(libc::EOPNOTSUPP),
    };
    let mut ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(LANDLOCK))
        .map_err(setup)?
        .scope(Scope::from_all(LANDLOCK))
        .map_err(setup)?;
    if policy.network == crate::policy::Network::None {
        ruleset = ruleset
            .handle_access(AccessNet::from_all(LANDLOCK))
            .map_err(setup)?;
    }
    let mut created = ruleset
        .create()
        .map_err(setup)?
        .set_compatibility(CompatLevel::BestEffort);
    let reading = AccessFs::from_read(LANDLOCK);
    let everything = AccessFs::from_all(LANDLOCK);
    for (paths, access) in [(&policy.read, reading), (&policy.write, everything)] {
        for path in paths {
            let opened = PathFd::new(path).map_err(|_| RunError::Path {
                path: path.clone(),
                source: io::Error::last_os_error(),
            })?;
            created = created
                .add_rule(PathBeneath::new(opened, fitting(path, access)))
                .map_err(setup)?;
        }
    }
    Ok(created)
}

/// A file takes only the rights that files have.
fn fitting(path: &Path, access: BitFlags<AccessFs>) -> BitFlags<AccessFs> {
    if path.is_dir() {
        access
    } else {
        access & AccessFs::from_file(LANDLOCK)
    }
}

fn tasks_of_this_user(user: libc::uid_t) -> u64 {
    use std::os::unix::fs::MetadataExt;
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return 0;
    };
    processes
        .flatten()
        .filter(|entry| entry.metadata().is_ok_and(|data| data.uid() == user))
        .filter_map(|entry| std::fs::read_dir(entry.path().join("task")).ok())
        .map(|tasks| tasks.count() as u64)
        .sum()
}

fn limit(limits: &Limits) -> io::Result<()> {
    let seconds = limits.processor.as_secs() + u64::from(limits.processor.subsec_nanos() > 0);
    let bounds = [
        (libc::RLIMIT_AS, limits.address_space),
        (libc::RLIMIT_DATA, limits.data),
        (libc::RLIMIT_FSIZE, limits.file_size),
        (libc::RLIMIT_CPU, seconds),
        (libc::RLIMIT_NPROC, limits.tasks),
        (libc::RLIMIT_NOFILE, limits.open_files),
        (libc::RLIMIT_CORE, 0),
    ];
    for (resource, bound) in bounds {
        let bound = libc::rlimit {
            rlim_cur: bound,
            rlim_max: bound,
        };
        // SAFETY: the pointer is to a live local.
        check(unsafe { libc::setrlimit(resource, &raw const bound) })?;
    }
    Ok(())
}

fn die_with_parent() -> io::Result<()> {
    // SAFETY: no pointers.
    check(unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) }).map(drop)
}

/// Nothing but the three streams is open in the program, whatever we were started with ourselves.
fn keep_descriptors() -> io::Result<()> {
    const STREAMS: libc::c_uint = 3;
    // SAFETY: no pointers; with this flag nothing is closed before `exec`.
    let answer = unsafe {
        libc::syscall(
            libc::SYS_close_range,
            STREAMS,
            libc::c_uint::MAX,
            libc::CLOSE_RANGE_CLOEXEC,
        )
    };
    check(answer as i32).map(drop)
}

fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut ends = [0; 2];
    // SAFETY: `ends` has room for two descriptors, which nobody else owns.
    unsafe {
        check(libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC))?;
        Ok((OwnedFd::from_raw_fd(ends[0]), OwnedFd::from_raw_fd(ends[1])))
    }
}

fn write_file(path: &CStr, text: &[u8]) -> io::Result<()> {
    // One system call.
    io::Write::write_all(&mut &File::from(open(path, libc::O_WRONLY)?), text)
}

fn open(path: &CStr, flags: libc::c_int) -> io::Result<OwnedFd> {
    // SAFETY: `path` ends in NUL; the descriptor has no other owner.
    unsafe {
        let descriptor = check(libc::open(path.as_ptr(), flags | libc::O_CLOEXEC))?;
        Ok(OwnedFd::from_raw_fd(descriptor))
    }
}

/// A new network namespace has its loopback switched off.
fn loopback_up() -> io::Result<()> {
    // SAFETY: an all-zero ifreq is valid; the name fits and ends in NUL; the descriptor is owned from its creation.
    unsafe {
        let socket = OwnedFd::from_raw_fd(check(libc::socket(
            libc::AF_INET,
            libc::SOCK_DGRAM | libc::SOCK_CLOEXEC,
            0,
        ))?);
        let mut request: libc::ifreq = std::mem::zeroed();
        request.ifr_name[0] = b'l' as libc::c_char;
        request.ifr_name[1] = b'o' as libc::c_char;
        request.ifr_ifru.ifru_flags = (libc::IFF_UP | libc::IFF_RUNNING) as libc::c_short;
        check(libc::ioctl(
            socket.as_raw_fd(),
            libc::SIOCSIFFLAGS,
            &raw const request,
        ))
        .map(drop)
    }
}

fn check(result: i32) -> io::Result<i32> {
    if result < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(result)
    }
}
