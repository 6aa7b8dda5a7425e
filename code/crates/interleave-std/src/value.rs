//! Words for the contents of a lock, where its type is one the engine can name without asking for `Debug`.

use std::any::type_name_of_val;

/// The value of a primitive, or nothing.
pub fn show<T: ?Sized>(value: &T) -> Option<String> {
    // SAFETY: name and pointer are those of a reference.
    unsafe { show_as(type_name_of_val(value), std::ptr::from_ref(value).cast()) }
}

/// As [`show`], for a value whose type is known by its name only.
///
/// # Safety
/// The pointer leads to a value of the type with this name, which nobody changes meanwhile.
pub unsafe fn show_as(name: &str, value: *const ()) -> Option<String> {
    macro_rules! primitives {
        ($($type:ty)*) => {
            match name {
                // SAFETY: these names belong to the primitive types alone, so that is what the pointer leads to.
                $(stringify!($type) => Some(unsafe { &*value.cast::<$type>() }.to_string()),)*
                _ => None,
            }
        };
    }
    primitives!(bool char u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64)
}
