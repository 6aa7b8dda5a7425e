//! `select!`: which of the operations that are ready is done, is a choice; with `select_biased!` it is the first.

/// Does the first of several operations on channels that is ready.
#[macro_export]
macro_rules! select {
    ($($cases:tt)*) => { $crate::__select_parse!({ $crate::__interleave::Order::Any } [] () $($cases)*) };
}

/// As `select!`; of several operations that are ready it does the one that is named first.
#[macro_export]
macro_rules! select_biased {
    ($($cases:tt)*) => { $crate::__select_parse!({ $crate::__interleave::Order::First } [] () $($cases)*) };
}

/// Reads the cases: collects operations in brackets and the default in parentheses.
#[doc(hidden)]
#[macro_export]
macro_rules! __select_parse {
    // Done.
    ($order:block [$($cases:tt)*] ($($default:tt)*)) => {
        $crate::__select_bind!($order [] (0) ($($default)*) $($cases)*)
    };
    ($order:block [$($cases:tt)*] ($($default:tt)*) ,) => {
        $crate::__select_bind!($order [] (0) ($($default)*) $($cases)*)
    };
    // Receive.
    ($order:block [$($cases:tt)*] $default:tt recv($receiver:expr $(,)?) -> $result:pat => $body:block $(,)? $($rest:tt)*) => {
        $crate::__select_parse!($order [$($cases)* (recv ($receiver) ($result) ($body))] $default $($rest)*)
    };
    ($order:block [$($cases:tt)*] $default:tt recv($receiver:expr $(,)?) -> $result:pat => $body:expr, $($rest:tt)*) => {
        $crate::__select_parse!($order [$($cases)* (recv ($receiver) ($result) ($body))] $default $($rest)*)
    };
    ($order:block [$($cases:tt)*] $default:tt recv($receiver:expr $(,)?) -> $result:pat => $body:expr) => {
        $crate::__select_parse!($order [$($cases)* (recv ($receiver) ($result) ($body))] $default)
    };
    ($order:block $cases:tt $default:tt recv($receiver:expr $(,)?) => $($rest:tt)*) => {
        $crate::__select_parse!($order $cases $default recv($receiver) -> _ => $($rest)*)
    };
    // Send.
    ($order:block [$($cases:tt)*] $default:tt send($sender:expr, $message:expr $(,)?) -> $result:pat => $body:block $(,)? $($rest:tt)*) => {
        $crate::__select_parse!($order [$($cases)* (send ($sender) ($message) ($result) ($body))] $default $($rest)*)
    };
    ($order:block [$($cases:tt)*] $default:tt send($sender:expr, $message:expr $(,)?) -> $result:pat => $body:expr, $($rest:tt)*) => {
        $crate::__select_parse!($order [$($cases)* (send ($sender) ($message) ($result) ($body))] $default $($rest)*)
    };
    ($order:block [$($cases:tt)*] $default:tt send($sender:expr, $message:expr $(,)?) -> $result:pat => $body:expr) => {
        $crate::__select_parse!($order [$($cases)* (send ($sender) ($message) ($result) ($body))] $default)
    };
    ($order:block $cases:tt $default:tt send($sender:expr, $message:expr $(,)?) => $($rest:tt)*) => {
        $crate::__select_parse!($order $cases $default send($sender, $message) -> _ => $($rest)*)
    };
    // Neither.
    ($order:block $cases:tt () default => $body:block $(,)? $($rest:tt)*) => {
        $crate::__select_parse!($order $cases (now ($body)) $($rest)*)
    };
    ($order:block $cases:tt () default => $body:expr, $($rest:tt)*) => {
        $crate::__select_parse!($order $cases (now ($body)) $($rest)*)
    };
    ($order:block $cases:tt () default => $body:expr) => {
        $crate::__select_parse!($order $cases (now ($body)))
    };
    ($order:block $cases:tt () default() => $($rest:tt)*) => {
        $crate::__select_parse!($order $cases () default => $($rest)*)
    };
    ($order:block $cases:tt () default($limit:expr $(,)?) => $body:block $(,)? $($rest:tt)*) => {
        $crate::__select_parse!($order $cases (until ($limit) ($body)) $($rest)*)
    };
    ($order:block $cases:tt () default($limit:expr $(,)?) => $body:expr, $($rest:tt)*) => {
        $crate::__select_parse!($order $cases (until ($limit) ($body)) $($rest)*)
    };
    ($order:block $cases:tt () default($limit:expr $(,)?) => $body:expr) => {
        $crate::__select_parse!($order $cases (until ($limit) ($body)))
    };
}

/// Borrows the ends of the channels, one match inside the other, and numbers them.
#[doc(hidden)]
#[macro_export]
macro_rules! __select_bind {
    ($order:block [$($bound:tt)*] ($($number:tt)*) $default:tt (recv ($receiver:expr) $($rest:tt)*) $($cases:tt)*) => {
        match $receiver {
            ref receiver => {
                let receiver: &$crate::channel::Receiver<_> = receiver;
                $crate::__select_bind!($order [$($bound)* (recv receiver ($($number)*) $($rest)*)] ($($number)* + 1) $default $($cases)*)
            }
        }
    };
    ($order:block [$($bound:tt)*] ($($number:tt)*) $default:tt (send ($sender:expr) $($rest:tt)*) $($cases:tt)*) => {
        match $sender {
            ref sender => {
                let sender: &$crate::channel::Sender<_> = sender;
                $crate::__select_bind!($order [$($bound)* (send sender ($($number)*) $($rest)*)] ($($number)* + 1) $default $($cases)*)
            }
        }
    };
    ($order:block [$(($kind:ident $end:ident ($($number:tt)*) $($rest:tt)*))*] $count:tt ()) => {{
        let handles: &[&dyn $crate::__interleave::Handle] = &[$($end),*];
        let (picked, ticket) = $crate::__interleave::first_of(handles, $order);
        match picked {
            $(number if number == $($number)* => $crate::__select_case!(ticket $kind $end $($rest)*),)*
            _ => ::std::unreachable!("one of the operations was picked"),
        }
    }};
    ($order:block [$(($kind:ident $end:ident ($($number:tt)*) $($rest:tt)*))*] $count:tt (now ($default:expr))) => {{
        let handles: &[&dyn $crate::__interleave::Handle] = &[$($end),*];
        match $crate::__interleave::first_of_now(handles, $order) {
            $(::std::option::Option::Some((number, ticket)) if number == $($number)* => $crate::__select_case!(ticket $kind $end $($rest)*),)*
            _ => $default,
        }
    }};
    ($order:block [$(($kind:ident $end:ident ($($number:tt)*) $($rest:tt)*))*] $count:tt (until ($limit:expr) ($default:expr))) => {{
        let handles: &[&dyn $crate::__interleave::Handle] = &[$($end),*];
        match $crate::__interleave::first_of_until(handles, $order, $limit) {
            $(::std::option::Option::Some((number, ticket)) if number == $($number)* => $crate::__select_case!(ticket $kind $end $($rest)*),)*
            _ => $default,
        }
    }};
}

/// Completes the operation that was picked.
#[doc(hidden)]
#[macro_export]
macro_rules! __select_case {
    ($ticket:ident recv $receiver:ident ($result:pat) ($body:expr)) => {{
        let $result = $crate::__interleave::complete_receive($receiver, $ticket);
        $body
    }};
    ($ticket:ident send $sender:ident ($message:expr) ($result:pat) ($body:expr)) => {{
        let $result = $crate::__interleave::complete_send($sender, $ticket, $message);
        $body
    }};
}
