//! Words for the contents of a lock, where its type is one the engine can name without asking for `Debug`.

use std::any::type_name_of_val;

/// The value of a primitive, or nothing.
pub(crate) fn show<T: ?Sized>(value: &T) -> Option<String> {
    macro_rules! primitives {
        ($($type:ty)*) => {
            match type_name_of_val(value) {
                // SAFETY: these names belong to the primitive types alone, so that is what the reference points to.
                $(stringify!($type) => Some(unsafe { &*std::ptr::from_ref(value).cast::<$type>() }.to_string()),)*
                _ => None,
            }
        };
    }
    primitives!(bool char u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64)
}
