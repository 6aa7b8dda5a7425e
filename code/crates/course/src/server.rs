//! The local server: the book out of memory, word to open pages when it changes, and [`api`] for what pages ask for.
//!
//! It listens on the loopback interface only and answers only requests that name it: [`guard`] says which.
//! Pages come out of memory: a path that was not in the book when it was built does not exist.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

pub(crate) use self::api::{AllowUnsandboxed, Sandbox, Service};
use self::connections::Bounds;
use self::guard::Hosts;
pub(crate) use self::site::Site;

mod api;
mod connections;
mod guard;
mod pages;
mod policy;
mod reload;
mod site;

/// What the server shows at this moment.
#[derive(Clone)]
pub(crate) struct Edition {
    /// The last book that was whole, or the first of all.
    pub(crate) site: Arc<Site>,
    /// What is wrong with the sources as they are now.
    pub(crate) problem: Option<Arc<str>>,
    /// Differs whenever anything above does, also between two servers.
    pub(crate) revision: String,
}

/// The receiving end of what is shown; requests look at it, open pages wait for it to change.
pub(crate) type Editions = watch::Receiver<Edition>;

/// How long answers have to end when the server stops.
const FAREWELL: Duration = Duration::from_secs(1);

/// Takes a port of the loopback interface; 0 lets the system choose.
///
/// # Errors
/// When the port is taken or may not be used.
pub(crate) fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "port {port} is taken by another program; stop it, or choose a port with --port (0 finds a free one)"
        ),
        Err(error) => Err(error).with_context(|| {
            format!("cannot listen on port {port}; choose another with --port (0 finds a free one)")
        }),
    }
}

/// Serves the book and the API until the process is asked to end; nothing that was run is left then.
///
/// # Errors
/// When the listener fails.
pub(crate) fn serve(
    listener: TcpListener,
    editions: Editions,
    service: &Arc<Service>,
) -> Result<()> {
    let hosts = Arc::new(Hosts::new(listener.local_addr()?.port()));
    let book = Router::new()
        .route(reload::CHANGES, get(reload::changes))
        .route(reload::SCRIPT, get(reload::script))
        .fallback(pages::page)
        .layer(from_fn(guard::only_reading))
        .with_state(editions);
    let router = Router::new()
        .nest("/api", api::router(Arc::clone(service)))
        .fallback_service(book)
        .layer(from_fn_with_state(hosts, guard::only_here));

    listener.set_nonblocking(true)?;
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut hang_up = signal(SignalKind::hangup())?;
        tokio::select! {
            () = connections::serve(listener, router, Bounds::USUAL) => {}
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
        }
        anyhow::Ok(())
    });
    service.end();
    runtime.shutdown_timeout(FAREWELL);
    served.context("the local server stopped")
}
