//! Tells a program that sleeps for ever from one that is slow.
//!
//! On Linux the kernel says in which system call each thread waits and with which arguments. A thread that waits for
//! a futex, a pipe or a child without a time limit can only be woken by somebody else; when that holds for every
//! thread of every process of the group, there is nobody else. Where the kernel does not say it that clearly, the
//! evidence is weaker and has to last longer: all threads asleep, and none has used the processor since.

use std::time::{Duration, Instant};

/// Time between two looks at a program.
pub(super) const BETWEEN_SAMPLES: Duration = Duration::from_millis(20);
/// So many equal looks in a row are needed; they are enough when every thread waits without a time limit.
const CERTAIN_SAMPLES: u32 = 6;
/// So long the looks have to be equal when some thread waits for something that could be limited. A number of looks
/// would be minutes on a machine that is busy with other things.
const LIKELY_TIME: Duration = Duration::from_secs(3);

/// Consecutive looks at one program.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// The processor time of every thread at the last look.
    before: Vec<String>,
    equal: u32,
    /// When the first of the equal looks began.
    since: Option<Instant>,
}

/// How a thread, or the thread nearest to waking in a group, waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Waits {
    /// It runs, or wakes at a time it has set itself.
    NotForEver,
    /// It sleeps, and whether with a time limit is not known.
    Perhaps,
    /// It sleeps without a time limit.
    ForEver,
}

impl Watch {
    /// Looks once more; true when the looks so far say that the group with this leader will never wake.
    pub(super) fn sleeps_for_ever(&mut self, group: u32) -> bool {
        let now = Instant::now();
        let Some((waits, used)) = look(group).filter(|(waits, _)| *waits != Waits::NotForEver)
        else {
            self.equal = 0;
            return false;
        };
        if used == self.before && self.equal > 0 {
            self.equal += 1;
        } else {
            self.equal = 1;
            self.before = used;
            self.since = Some(now);
        }
        let long_enough = || {
            self.since
                .is_some_and(|since| since.elapsed() >= LIKELY_TIME)
        };
        self.equal > CERTAIN_SAMPLES && (waits == Waits::ForEver || long_enough())
    }
}

/// How the group waits, and the processor time of each of its threads.
#[cfg(target_os = "linux")]
fn look(group: u32) -> Option<(Waits, Vec<String>)> {
    use std::fs;
    let mut waits = Waits::ForEver;
    let mut used = Vec::new();
    for process in fs::read_dir("/proc").ok()?.flatten() {
        let folder = process.path();
        let Some(fields) = linux::fields(&folder.join("stat")).filter(|f| f.group == group) else {
            continue;
        };
        if fields.state == 'Z' {
            continue;
        }
        for thread in fs::read_dir(folder.join("task")).ok()?.flatten() {
            let folder = thread.path();
            // A thread that ends between two reads has been awake.
            let state = linux::fields(&folder.join("stat"))?.state;
            if state == 'Z' || state == 'X' {
                continue;
            }
            let call = fs::read_to_string(folder.join("syscall")).unwrap_or_default();
            waits = waits.min(linux::waits(state, &call));
            let time = fs::read_to_string(folder.join("schedstat")).unwrap_or_default();
            used.push(format!("{} {time}", folder.display()));
        }
    }
    used.sort();
    Some((waits, used))
}

/// Without the kernel's word on system calls, only states and times are known.
#[cfg(not(target_os = "linux"))]
fn look(group: u32) -> Option<(Waits, Vec<String>)> {
    let listing = std::process::Command::new("ps")
        .args(["-A", "-o", "pgid=,stat=,time="])
        .output()
        .ok()?;
    let listing = String::from_utf8_lossy(&listing.stdout).into_owned();
    let group = group.to_string();
    let mut used = Vec::new();
    for line in listing.lines() {
        let mut words = line.split_whitespace();
        if words.next() != Some(group.as_str()) {
            continue;
        }
        match words.next() {
            Some(state) if state.starts_with('Z') => {}
            Some(state) if state.starts_with(['S', 'I']) => used.push(line.to_owned()),
            _ => return Some((Waits::NotForEver, Vec::new())),
        }
    }
    (!used.is_empty()).then_some((Waits::Perhaps, used))
}

#[cfg(target_os = "linux")]
mod linux {
    use std::path::Path;

    use super::Waits;

    pub(super) struct Fields {
        pub(super) state: char,
        pub(super) group: u32,
    }

    /// The state and the process group in a `stat` file, which follow the name in parentheses.
    pub(super) fn fields(path: &Path) -> Option<Fields> {
        let text = std::fs::read_to_string(path).ok()?;
        let mut words = text.rsplit_once(") ")?.1.split(' ');
        let state = words.next()?.chars().next()?;
        let group = words.nth(1)?.parse().ok()?;
        Some(Fields { state, group })
    }

    /// Reads a `syscall` file: the number and the arguments of the call in which a thread waits.
    pub(super) fn waits(state: char, call: &str) -> Waits {
        if state != 'S' {
            return Waits::NotForEver;
        }
        let mut words = call.split_whitespace();
        let Some(number) = words
            .next()
            .and_then(|word| word.parse::<libc::c_long>().ok())
        else {
            // Not readable, or on the way in or out of the kernel.
            return if call.trim() == "running" {
                Waits::NotForEver
            } else {
                Waits::Perhaps
            };
        };
        let arguments: Vec<u64> = words
            .map_while(|word| u64::from_str_radix(word.trim_start_matches("0x"), 16).ok())
            .collect();
        let limit = |index: usize| arguments.get(index).copied();
        let pointer = |index| match limit(index) {
            Some(0) => Waits::ForEver,
            _ => Waits::NotForEver,
        };
        // Milliseconds, where a negative number is no limit. The kernel shows 32 or 64 bits of it.
        let milliseconds = |index| match limit(index) {
            Some(value) if (value as u32).cast_signed() < 0 => Waits::ForEver,
            _ => Waits::NotForEver,
        };
        match number {
            libc::SYS_futex => pointer(3),
            libc::SYS_epoll_pwait => milliseconds(3),
            libc::SYS_epoll_pwait2 => pointer(3),
            libc::SYS_ppoll => pointer(2),
            libc::SYS_pselect6 => pointer(4),
            libc::SYS_rt_sigtimedwait => pointer(2),
            #[cfg(target_arch = "x86_64")]
            libc::SYS_epoll_wait => milliseconds(3),
            #[cfg(target_arch = "x86_64")]
            libc::SYS_poll => milliseconds(2),
            #[cfg(target_arch = "x86_64")]
            libc::SYS_select => pointer(4),
            #[cfg(target_arch = "x86_64")]
            libc::SYS_pause | libc::SYS_open => Waits::ForEver,
            libc::SYS_wait4 | libc::SYS_waitid | libc::SYS_rt_sigsuspend | libc::SYS_openat => {
                Waits::ForEver
            }
            libc::SYS_nanosleep | libc::SYS_clock_nanosleep | libc::SYS_restart_syscall => {
                Waits::NotForEver
            }
            // A socket can carry a time limit that is no argument of the call, a timer can be read like a file.
            _ => Waits::Perhaps,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::{Waits, waits};

        #[test]
        fn only_a_wait_without_a_limit_is_for_ever() {
            let futex = |timeout: &str| {
                format!(
                    "{} 0x5 0x189 0x0 {timeout} 0x0 0x0 0x7 0x7",
                    libc::SYS_futex
                )
            };
            assert_eq!(waits('S', &futex("0x0")), Waits::ForEver);
            assert_eq!(waits('S', &futex("0x7ffc240db2b0")), Waits::NotForEver);
            assert_eq!(waits('R', &futex("0x0")), Waits::NotForEver);
            let epoll = |timeout: &str| {
                format!(
                    "{} 0x5 0x1 0x4 {timeout} 0x0 0x8 0x7 0x7",
                    libc::SYS_epoll_pwait
                )
            };
            assert_eq!(waits('S', &epoll("0xffffffff")), Waits::ForEver);
            assert_eq!(waits('S', &epoll("0x64")), Waits::NotForEver);
            let read = format!("{} 0x0 0x5 0x1 0x0 0x0 0x0 0x7 0x7", libc::SYS_read);
            assert_eq!(waits('S', &read), Waits::Perhaps);
            assert_eq!(waits('S', "running"), Waits::NotForEver);
            assert_eq!(waits('S', ""), Waits::Perhaps);
        }
    }
}
