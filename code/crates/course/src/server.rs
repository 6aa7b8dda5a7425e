//! The local server: the book out of memory, and word to open pages when it changes.
//!
//! It listens on the loopback interface only and answers only requests that name it: [`guard`] says which.
//! It never reads a file for a request; a path that was not in the book when it was built does not exist.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tokio::runtime;
use tokio::sync::watch;

use self::guard::Hosts;
pub(crate) use self::site::Site;

mod api;
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
type Editions = watch::Receiver<Edition>;

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

/// Serves `editions` until the process ends.
///
/// # Errors
/// When the listener fails.
pub(crate) fn serve(listener: TcpListener, editions: Editions) -> Result<()> {
    let hosts = Arc::new(Hosts::new(listener.local_addr()?.port()));
    let book = Router::new()
        .route(reload::CHANGES, get(reload::changes))
        .route(reload::SCRIPT, get(reload::script))
        .fallback(pages::page)
        .layer(from_fn(guard::only_reading))
        .with_state(editions);
    let router = Router::new()
        .nest("/api", api::router())
        .fallback_service(book)
        .layer(from_fn_with_state(hosts, guard::only_here));

    listener.set_nonblocking(true)?;
    runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, router).await
        })
        .context("the local server stopped")
}
