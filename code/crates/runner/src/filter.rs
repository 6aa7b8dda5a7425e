//! The system call filter: a classic BPF program for `seccomp(2)`.
//!
//! It refuses what no listing and no compiler needs and what could reach beyond the sandbox. File access is Landlock's
//! business; the filter closes the calls that Landlock does not see.

use libc::{
    BPF_ABS, BPF_ALU, BPF_AND, BPF_JEQ, BPF_JGE, BPF_JMP, BPF_K, BPF_LD, BPF_RET, BPF_W,
    sock_filter,
};

use crate::policy::{Network, Policy, Processes};
use crate::tier::Tier;

/// Offsets in `struct seccomp_data`.
const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;
const ARGUMENTS: u32 = 16;

#[cfg(target_arch = "x86_64")]
const AUDIT_ARCHITECTURE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
const AUDIT_ARCHITECTURE: u32 = 0xc000_00b7;

/// Calls above this number are newer than this filter: answered as a kernel that lacks them would.
const NEWEST_KNOWN: u32 = 470;

const ALLOW: u32 = libc::SECCOMP_RET_ALLOW;
const KILL: u32 = libc::SECCOMP_RET_KILL_PROCESS;

/// A filter program. Where it compares with the process's own number it holds [`OWN_PROCESS`] until the child fills it in.
pub(crate) struct Filter {
    pub(crate) code: Vec<sock_filter>,
}

/// Stands for the number of the process that installs the filter.
pub(crate) const OWN_PROCESS: u32 = 0xffff_fff0;

impl Filter {
    /// The filter for `policy` in `tier`.
    pub(crate) fn new(policy: &Policy, tier: Tier) -> Self {
        let mut filter = Self {
            code: Vec::with_capacity(512),
        };
        filter.load(ARCHITECTURE);
        filter.unless_equal_then(AUDIT_ARCHITECTURE, KILL);
        filter.load(NUMBER);
        #[cfg(target_arch = "x86_64")]
        filter.when_at_least(0x4000_0000, KILL);
        filter.when_at_least(NEWEST_KNOWN, errno(libc::ENOSYS));

        for call in ALWAYS_REFUSED {
            filter.when(*call, errno(libc::EPERM));
        }
        // Where a namespace ends with its first process, groups are the program's own affair.
        if tier != Tier::Full || policy.processes == Processes::Forbidden {
            for call in LEAVES_THE_GROUP {
                filter.when(*call, errno(libc::EPERM));
            }
        }
        // glibc and Rust fall back to clone(2), whose flags the filter can see.
        filter.when(libc::SYS_clone3, errno(libc::ENOSYS));
        filter.when_argument_has(libc::SYS_clone, 0, NEW_NAMESPACES, errno(libc::EPERM));
        filter.only_with_first_argument(libc::SYS_prlimit64, 0);
        filter.dies_with_its_parent();
        for (call, argument) in [
            (libc::SYS_kill, OWN_PROCESS),
            (libc::SYS_tgkill, OWN_PROCESS),
        ] {
            match (policy.processes, tier) {
                (Processes::Forbidden, _) => filter.only_with_first_argument(call, argument),
                // Landlock before its sixth version lets signals out; the guard lets them through to the program's own processes.
                (Processes::Allowed, Tier::Landlock) => {
                    filter.when(call, libc::SECCOMP_RET_USER_NOTIF);
                }
                (Processes::Allowed, _) => {}
            }
        }
        if policy.processes == Processes::Forbidden {
            for call in STARTS_A_PROCESS {
                filter.when(*call, errno(libc::EPERM));
            }
            filter.when_argument_lacks(
                libc::SYS_clone,
                0,
                libc::CLONE_THREAD as u32,
                errno(libc::EPERM),
            );
            for call in CHANGES_MODES {
                filter.when(*call, errno(libc::EPERM));
            }
        }
        match policy.network {
            Network::None => filter.when(libc::SYS_socket, errno(libc::EACCES)),
            Network::OwnLoopback => filter.only_internet_streams(),
        }
        filter.only_with_first_argument(libc::SYS_socketpair, libc::AF_UNIX as u32);
        filter.code.push(statement(BPF_RET | BPF_K, ALLOW));
        filter
    }

    /// Loads a word of the call's data; every test below leaves the call's number loaded.
    fn load(&mut self, offset: u32) {
        self.code.push(statement(BPF_LD | BPF_W | BPF_ABS, offset));
    }

    fn answer(&mut self, answer: u32) {
        self.code.push(statement(BPF_RET | BPF_K, answer));
    }

    fn unless_equal_then(&mut self, value: u32, answer: u32) {
        self.code.push(jump(BPF_JEQ, value, 1, 0));
        self.answer(answer);
    }

    fn when_at_least(&mut self, value: u32, answer: u32) {
        self.code.push(jump(BPF_JGE, value, 0, 1));
        self.answer(answer);
    }

    fn when(&mut self, call: libc::c_long, answer: u32) {
        self.code.push(jump(BPF_JEQ, number(call), 0, 1));
        self.answer(answer);
    }

    fn when_argument_has(&mut self, call: libc::c_long, index: u32, bits: u32, answer: u32) {
        self.code.push(jump(BPF_JEQ, number(call), 0, 5));
        self.load(ARGUMENTS + 8 * index);
        self.code.push(statement(BPF_ALU | BPF_AND | BPF_K, bits));
        self.code.push(jump(BPF_JEQ, 0, 1, 0));
        self.answer(answer);
        self.load(NUMBER);
    }

    fn when_argument_lacks(&mut self, call: libc::c_long, index: u32, bits: u32, answer: u32) {
        self.code.push(jump(BPF_JEQ, number(call), 0, 5));
        self.load(ARGUMENTS + 8 * index);
        self.code.push(statement(BPF_ALU | BPF_AND | BPF_K, bits));
        self.code.push(jump(BPF_JEQ, bits, 1, 0));
        self.answer(answer);
        self.load(NUMBER);
    }

    fn only_with_first_argument(&mut self, call: libc::c_long, value: u32) {
        self.code.push(jump(BPF_JEQ, number(call), 0, 4));
        self.load(ARGUMENTS);
        self.code.push(jump(BPF_JEQ, value, 1, 0));
        self.answer(errno(libc::EPERM));
        self.load(NUMBER);
    }

    /// `prctl(PR_SET_PDEATHSIG, SIGKILL)` and no other signal, which would let a program outlive us.
    fn dies_with_its_parent(&mut self) {
        self.code.push(jump(BPF_JEQ, number(libc::SYS_prctl), 0, 6));
        self.load(ARGUMENTS);
        self.code
            .push(jump(BPF_JEQ, libc::PR_SET_PDEATHSIG as u32, 0, 3));
        self.load(ARGUMENTS + 8);
        self.code.push(jump(BPF_JEQ, libc::SIGKILL as u32, 1, 0));
        self.answer(errno(libc::EPERM));
        self.load(NUMBER);
    }

    /// `socket(AF_INET | AF_INET6, SOCK_STREAM | flags, _)` and no other.
    fn only_internet_streams(&mut self) {
        const TYPE_MASK: u32 = 0xf;
        self.code
            .push(jump(BPF_JEQ, number(libc::SYS_socket), 0, 9));
        self.load(ARGUMENTS);
        self.code.push(jump(BPF_JEQ, libc::AF_INET as u32, 2, 0));
        self.code.push(jump(BPF_JEQ, libc::AF_INET6 as u32, 1, 0));
        self.answer(errno(libc::EACCES));
        self.load(ARGUMENTS + 8);
        self.code
            .push(statement(BPF_ALU | BPF_AND | BPF_K, TYPE_MASK));
        self.code
            .push(jump(BPF_JEQ, libc::SOCK_STREAM as u32, 1, 0));
        self.answer(errno(libc::EACCES));
        self.load(NUMBER);
    }
}

const NEW_NAMESPACES: u32 = (libc::CLONE_NEWNS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET) as u32;

/// Refused to compilers and programs alike.
const ALWAYS_REFUSED: &[libc::c_long] = &[
    // Other processes.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_process_mrelease,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_kcmp,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    // Namespaces and mounts.
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_mount_setattr,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    libc::SYS_fanotify_init,
    // Large kernel surfaces that nothing here needs.
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_userfaultfd,
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    // System V and POSIX message objects outlive their processes.
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_shmctl,
    libc::SYS_semget,
    libc::SYS_semop,
    libc::SYS_msgget,
    libc::SYS_msgsnd,
    libc::SYS_mq_open,
    // The machine.
    libc::SYS_reboot,
    libc::SYS_kexec_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_adjtimex,
    libc::SYS_clock_adjtime,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    libc::SYS_acct,
    libc::SYS_quotactl,
    libc::SYS_personality,
    libc::SYS_syslog,
    libc::SYS_vhangup,
    // A second filter, and terminals.
    libc::SYS_seccomp,
    // Attributes of files.
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lchown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_mknod,
    libc::SYS_mknodat,
];

/// Out of the group that the supervisor ends.
const LEAVES_THE_GROUP: &[libc::c_long] = &[libc::SYS_setsid, libc::SYS_setpgid];

const STARTS_A_PROCESS: &[libc::c_long] = &[
    #[cfg(target_arch = "x86_64")]
    libc::SYS_fork,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_vfork,
];

/// A linker makes its output executable; a program has no reason to.
const CHANGES_MODES: &[libc::c_long] = &[
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chmod,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    452, // fchmodat2, not named by every libc
    libc::SYS_utimensat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utime,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utimes,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_futimesat,
];

const fn errno(number: i32) -> u32 {
    libc::SECCOMP_RET_ERRNO | number as u32
}

const fn number(call: libc::c_long) -> u32 {
    call as u32
}

const fn statement(code: u32, value: u32) -> sock_filter {
    sock_filter {
        code: code as u16,
        jt: 0,
        jf: 0,
        k: value,
    }
}

const fn jump(test: u32, value: u32, then: u8, otherwise: u8) -> sock_filter {
    sock_filter {
        code: (BPF_JMP | test | BPF_K) as u16,
        jt: then,
        jf: otherwise,
        k: value,
    }
}
