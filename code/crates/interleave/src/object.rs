//! The identity of a lock, channel, atomic or anything else that the explored program shares.
//!
//! An object can be built in a `const`, so it has no identity until it is first used in an execution.
//! Identities are numbered in order of first use, which makes them the same in every replay.
//!
//! # Objects in statics
//!
//! A `static` outlives an execution, so what one execution wrote there would leak into the next.
//! The initial value of a static is computed at compile time and therefore owns no heap memory: its bytes *are* the value.
//! The first use of such an object ever sees those bytes, the engine keeps a copy, and every later execution starts by writing the copy back.
//! What the old value owned is leaked, never freed twice.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::mem::MaybeUninit;
use std::panic::Location;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::execution;

/// Where in the source something was created or used.
pub type Place = &'static Location<'static>;

/// The number of an object within one execution. Zero means "no object".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ObjectId(pub(crate) u32);

impl ObjectId {
    /// No object: an operation that touches nothing shared.
    pub const NONE: Self = Self(0);
    /// The captured standard output, which all threads share.
    pub const OUTPUT: Self = Self(1);
    /// The virtual clock.
    pub const CLOCK: Self = Self(2);
}

/// What kind of thing an object is, for the words of a trace: `mutex`, `condvar`, `channel`.
pub type Kind = &'static str;

/// Identity of something shared; embed one in every facade type.
#[derive(Debug)]
pub struct Object {
    /// Epoch in the upper half, index in the lower; ORDERING: relaxed everywhere, only one OS thread explores.
    identity: AtomicU64,
    created: Place,
}

/// Bytes that hold the state of an object, to be restored when the object lies in a static.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    start: *mut MaybeUninit<u8>,
    length: usize,
}

impl Region {
    /// The bytes behind `pointer`, which must come from an `UnsafeCell` (or `Cell`) of the object itself.
    pub fn of<T: ?Sized>(pointer: *mut T) -> Self {
        // SAFETY: facades pass the pointer of a cell that they own and borrow here, so its metadata and extent are valid.
        let length = unsafe { size_of_val(&*pointer.cast_const()) };
        Self {
            start: pointer.cast(),
            length,
        }
    }
}

impl Object {
    /// A new identity that remembers the caller's place, from which its name is read.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Self {
        Self::at(Location::caller())
    }

    /// As [`Object::new`], for a creation place that the facade captured itself.
    #[must_use]
    pub const fn at(created: Place) -> Self {
        Self {
            identity: AtomicU64::new(0),
            created,
        }
    }

    /// Where it was created.
    #[must_use]
    pub const fn created(&self) -> Place {
        self.created
    }

    /// Whether it lies in a `static`, and so outlives an execution.
    #[must_use]
    pub fn is_in_static(&self) -> bool {
        in_image(std::ptr::from_ref(self) as usize)
    }

    /// The object's number in this execution, registering it at its first use.
    ///
    /// `regions` lists the cells that hold the object's state; they are restored when it lies in a static.
    /// Returns [`ObjectId::NONE`] outside an exploration.
    pub fn id(&self, kind: Kind, used: Place, regions: &[Region]) -> ObjectId {
        let identity = self.identity.load(Ordering::Relaxed);
        let epoch = execution::epoch();
        if epoch == 0 {
            return ObjectId::NONE;
        }
        if (identity >> 32) as u32 == epoch {
            return ObjectId(identity as u32);
        }
        let in_static = self.is_in_static();
        if in_static {
            for region in regions {
                restore(*region);
            }
        }
        let id = execution::register(kind, self.created, used);
        self.identity.store(
            (u64::from(epoch) << 32) | u64::from(id.0),
            Ordering::Relaxed,
        );
        id
    }
}

impl Default for Object {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

thread_local! {
    /// First bytes ever seen of each region in a static, by address.
    static SNAPSHOTS: RefCell<BTreeMap<usize, Vec<MaybeUninit<u8>>>> = const { RefCell::new(BTreeMap::new()) };
}

fn restore(region: Region) {
    let start = region.start as usize;
    SNAPSHOTS.with_borrow_mut(|snapshots| {
        if let Some(bytes) = snapshots
            .get(&start)
            .filter(|bytes| bytes.len() == region.length)
        {
            // SAFETY: the region is a cell of a live static, nothing else runs in this single-threaded process, and no reference
            // into it survives from an earlier execution, whose threads are all gone. The bytes are the static's initial value.
            unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), region.start, region.length) };
            // What was nested in it starts over too, so copies taken later inside this range are not initial values.
            let nested: Vec<usize> = snapshots
                .range(start + 1..start + region.length.max(1))
                .map(|(at, _)| *at)
                .collect();
            for at in nested {
                snapshots.remove(&at);
            }
        } else {
            let mut bytes = vec![MaybeUninit::uninit(); region.length];
            // SAFETY: as above; `MaybeUninit` bytes may be copied whatever they hold.
            unsafe {
                std::ptr::copy_nonoverlapping(
                    region.start.cast_const(),
                    bytes.as_mut_ptr(),
                    region.length,
                )
            };
            snapshots.insert(start, bytes);
        }
    });
}

/// Whether an address lies in the program's own image, that is, in a static.
fn in_image(address: usize) -> bool {
    static IMAGE: OnceLock<(usize, usize)> = OnceLock::new();
    let (low, high) = *IMAGE.get_or_init(image);
    (low..high).contains(&address)
}

#[cfg(target_os = "linux")]
fn image() -> (usize, usize) {
    unsafe extern "C" fn first(
        info: *mut libc::dl_phdr_info,
        _: usize,
        data: *mut libc::c_void,
    ) -> libc::c_int {
        // SAFETY: the loader passes a valid description, whose headers are `dlpi_phnum` long; `data` is the tuple below.
        unsafe {
            let info = &*info;
            let range = &mut *data.cast::<(usize, usize)>();
            *range = (usize::MAX, 0);
            for header in std::slice::from_raw_parts(info.dlpi_phdr, usize::from(info.dlpi_phnum)) {
                if header.p_type == libc::PT_LOAD {
                    let start = info.dlpi_addr as usize + header.p_vaddr as usize;
                    range.0 = range.0.min(start);
                    range.1 = range.1.max(start + header.p_memsz as usize);
                }
            }
        }
        1 // The first entry is the program; stop there.
    }
    let mut range = (0_usize, 0_usize);
    // SAFETY: the callback only reads what the loader gives it and writes the tuple that outlives the call.
    unsafe { libc::dl_iterate_phdr(Some(first), std::ptr::from_mut(&mut range).cast()) };
    range
}

#[cfg(not(target_os = "linux"))]
fn image() -> (usize, usize) {
    (0, 0)
}
