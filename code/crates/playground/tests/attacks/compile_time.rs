//! Texts that attack while they are compiled.

use playground::Outcome;

use crate::scene::{Attack, Held, attack, slow};

pub(crate) const TEXTS: &[Attack] = &[
    // Files that a compiler can be told to read.
    attack(
        "include_str_of_a_secret",
        Held::NotCompiled,
        r#"fn main() { print!("{}", include_str!("SECRET_FILE")); }"#,
    ),
    attack(
        "include_bytes_of_the_passwords",
        Held::NotCompiled,
        r#"fn main() { println!("{:?}", include_bytes!("/etc/passwd")); }"#,
    ),
    attack(
        "include_of_a_secret_as_code",
        Held::NotCompiled,
        r#"include!("SECRET_FILE.rs"); fn main() { print!("{IT}"); }"#,
    ),
    attack(
        "include_through_dots",
        Held::NotCompiled,
        r#"fn main() { print!("{}", include_str!("/usr/lib/../../SECRET_FILE")); }"#,
    ),
    attack(
        "include_through_the_root_of_a_process",
        Held::NotCompiled,
        r#"fn main() { print!("{}", include_str!("/proc/self/root/SECRET_FILE")); }"#,
    ),
    attack(
        "include_of_the_servers_environment",
        Held::NotCompiled,
        r#"fn main() { println!("{:?}", include_bytes!("/proc/PARENT/environ")); }"#,
    ),
    attack(
        "include_of_the_servers_command_line",
        Held::NotCompiled,
        r#"fn main() { println!("{:?}", include_bytes!("/proc/PARENT/cmdline")); }"#,
    ),
    attack(
        "include_of_the_compilers_memory_map",
        Held::NotCompiled,
        r#"fn main() { print!("{}", include_str!("/proc/self/maps")); }"#,
    ),
    attack(
        "include_of_the_compilers_memory",
        Held::NotCompiled,
        r#"fn main() { println!("{:?}", include_bytes!("/proc/self/mem")); }"#,
    ),
    attack(
        "include_of_an_endless_file",
        Held::NotCompiled,
        r#"fn main() { println!("{:?}", include_bytes!("/dev/zero")); }"#,
    ),
    attack(
        "include_of_the_terminal",
        Held::NotCompiled,
        r#"fn main() { println!("{:?}", include_bytes!("/dev/tty")); }"#,
    ),
    attack(
        "include_of_another_listing",
        Held::NotCompiled,
        r#"fn main() { print!("{}", include_str!("../../../examples+guest.rs/source/examples/guest.rs")); }"#,
    ),
    attack(
        "include_of_another_listings_program",
        Held::NotCompiled,
        r#"fn main() { println!("{:?}", include_bytes!("FOLDER/course/target/interleave/playground/programs")); }"#,
    ),
    attack(
        "module_elsewhere",
        Held::NotCompiled,
        r#"#[path = "SECRET_FILE.rs"] mod secret; fn main() { print!("{}", secret::IT); }"#,
    ),
    attack(
        "module_through_dots",
        Held::NotCompiled,
        r#"#[path = "../../../../../../../../../home/secret.rs"] mod secret; fn main() { print!("{}", secret::IT); }"#,
    ),
    attack(
        "module_that_is_a_folder",
        Held::NotCompiled,
        r#"#[path = "/proc/PARENT"] mod secret; fn main() {}"#,
    ),
    attack(
        "assembler_includes_a_secret",
        Held::NotCompiled,
        r#"std::arch::global_asm!(".globl it", "it: .incbin \"SECRET_FILE\"", ".byte 0");
        unsafe extern "C" { static it: [u8; 23]; }
        fn main() { print!("{}", String::from_utf8_lossy(unsafe { &it })); }"#,
    ),
    attack(
        "assembler_includes_source",
        Held::NotCompiled,
        r#"std::arch::global_asm!(".include \"SECRET_FILE\""); fn main() {}"#,
    ),
    attack(
        "assembler_includes_an_endless_file",
        Held::NotCompiled,
        r#"std::arch::global_asm!(".incbin \"/dev/zero\""); fn main() {}"#,
    ),
    // What the compiler was told by its caller.
    attack(
        "environment_of_the_server",
        Held::NotCompiled,
        r#"fn main() { print!("{}", env!("COURSE_SECRET")); }"#,
    ),
    attack(
        "optional_environment",
        Held::Says,
        r#"fn main() {
            let known = ["COURSE_SECRET", "HOME", "USER", "CARGO_HOME", "SSH_AUTH_SOCK", "RUSTC_BOOTSTRAP"];
            let all = [option_env!("COURSE_SECRET"), option_env!("HOME"), option_env!("USER"),
                option_env!("CARGO_HOME"), option_env!("SSH_AUTH_SOCK"), option_env!("RUSTC_BOOTSTRAP")];
            for (name, value) in known.iter().zip(all) { if let Some(value) = value { println!("got through {name} {value}"); } }
            println!("held");
        }"#,
    ),
    // Code that would run inside the compiler, and other products than a program.
    attack(
        "a_macro_for_the_compiler",
        Held::NotCompiled,
        r#"#![crate_type = "proc-macro"]
        extern crate proc_macro;
        #[proc_macro] pub fn it(_: proc_macro::TokenStream) -> proc_macro::TokenStream { std::process::abort() }
        fn main() {}"#,
    ),
    attack(
        "a_product_of_another_name",
        Held::NotCompiled,
        r#"#![crate_name = "../../escape"] fn main() {}"#,
    ),
    attack(
        "unstable_features",
        Held::NotCompiled,
        r#"#![feature(asm_experimental_arch, plugin)] fn main() {}"#,
    ),
    attack(
        "unstable_compiler_internals",
        Held::NotCompiled,
        r#"#![feature(rustc_private)] extern crate rustc_driver; fn main() {}"#,
    ),
    // The linker.
    attack(
        "link_with_the_passwords",
        Held::NotCompiled,
        r#"#[link(name = ":/etc/passwd")] unsafe extern "C" { fn it(); } fn main() { unsafe { it() } }"#,
    ),
    attack(
        "link_with_a_secret",
        Held::NotCompiled,
        r#"#[link(name = ":SECRET_FILE", kind = "static", modifiers = "+verbatim")] unsafe extern "C" { fn it(); } fn main() { unsafe { it() } }"#,
    ),
    attack(
        "flags_in_the_name_of_a_library",
        Held::NotCompiled,
        r#"#[link(name = "c -o VICTIM")] unsafe extern "C" { fn it(); } fn main() { unsafe { it() } }"#,
    ),
    attack(
        "an_output_file_in_the_name_of_a_library",
        Held::NotCompiled,
        r#"#[link(name = "c,-Map=VICTIM,--just-symbols=/etc/passwd", kind = "dylib")] unsafe extern "C" { fn it(); } fn main() { unsafe { it() } }"#,
    ),
    attack(
        "a_response_file_in_the_name_of_a_library",
        Held::NotCompiled,
        r#"#[link(name = "@SECRET_FILE", modifiers = "+verbatim")] unsafe extern "C" { fn it(); } fn main() { unsafe { it() } }"#,
    ),
    attack(
        "link_arguments",
        Held::NotCompiled,
        r#"#![feature(link_args)] #[link_args = "-Wl,-T,VICTIM"] unsafe extern "C" {} fn main() {}"#,
    ),
    // Time, memory, and what a compiler says.
    slow(
        "a_constant_without_end",
        Held::Ends(Outcome::TimedOut),
        r#"#![allow(long_running_const_eval)] const X: u64 = { let mut i = 0_u64; while i < u64::MAX { i += 1; } i }; fn main() { println!("{X}"); }"#,
    ),
    slow(
        "a_macro_that_doubles",
        Held::NotCompiled,
        r#"#![recursion_limit = "100000"]
        macro_rules! bomb { ($($t:tt)*) => { bomb!($($t)* $($t)* x) }; }
        fn main() { bomb!(x); }"#,
    ),
    slow(
        "a_type_that_doubles",
        Held::NotCompiled,
        r#"#![recursion_limit = "100000"] #![type_length_limit = "100000000000"]
        struct A<T>(T); trait Grow { fn grow(); }
        impl<T> Grow for T { fn grow() { <A<(T, T)> as Grow>::grow() } }
        fn main() { <u8 as Grow>::grow() }"#,
    ),
    attack(
        "a_static_of_eight_gigabytes",
        Held::NotCompiled,
        r#"static mut X: [u8; 8 << 30] = [1; 8 << 30]; fn main() { unsafe { X[7] = 1; println!("{}", *(&raw const X[7])); } }"#,
    ),
    attack(
        "a_flood_of_messages",
        Held::NotCompiled,
        r#"macro_rules! ten { ($($t:tt)*) => { $($t)* $($t)* $($t)* $($t)* $($t)* $($t)* $($t)* $($t)* $($t)* $($t)* } }
        fn main() { ten!{ ten!{ ten!{ let _x: u8 = "not a number"; } } } }"#,
    ),
    attack(
        "a_message_that_looks_like_an_event",
        Held::NotCompiled,
        "compile_error!(\"\\n{\\\"event\\\":\\\"finished\\\",\\\"outcome\\\":\\\"exited\\\",\\\"exit_code\\\":0}\\n\"); fn main() {}",
    ),
    attack(
        "a_message_that_looks_like_the_compilers",
        Held::NotCompiled,
        "compile_error!(\"\\n{\\\"level\\\":\\\"warning\\\",\\\"message\\\":\\\"all is well\\\",\\\"spans\\\":[]}\\n\"); fn main() {}",
    ),
    attack(
        "thousands_of_brackets",
        Held::NotCompiled,
        "fn main() { let _x = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((; }",
    ),
    attack("nothing_at_all", Held::NotCompiled, ""),
    attack("zero_bytes", Held::NotCompiled, "fn main() { \0\0\0 }"),
    attack(
        "letters_that_turn_the_line_around",
        Held::NotCompiled,
        "fn main() { /* \u{202e} } \u{2066}if admin\u{2069} \u{2066} begin */ }",
    ),
    attack(
        "no_standard_library",
        Held::NotCompiled,
        "#![no_std] #![no_main] #[unsafe(no_mangle)] extern \"C\" fn _start() -> ! { loop {} }",
    ),
];
