//! A server on this computer's own address, for the time that someone fills in a dossier.

use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::{interval, timeout};

use super::guard::Guard;
use super::routes::{self, Shared};
use super::session::Session;

/// How long a client may take for the head of a request, and for one request with its body.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(30);
/// Without a page that asks for anything, the server ends.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30 * 60);
/// A browser opens six.
const MAX_CONNECTIONS: usize = 64;
/// How soon a signal is obeyed.
const TICK: Duration = Duration::from_millis(100);

/// Why the server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The page asked for it.
    Closed,
    Interrupted,
    Idle,
}

impl Stop {
    fn of(is_interrupted: bool, is_closed: bool, idle: Duration) -> Option<Self> {
        if is_interrupted {
            Some(Self::Interrupted)
        } else if is_closed {
            Some(Self::Closed)
        } else {
            (idle >= IDLE_TIMEOUT).then_some(Self::Idle)
        }
    }
}

/// A server that listens already, so that its address can be told.
#[derive(Debug)]
pub(crate) struct Server {
    listener: std::net::TcpListener,
    shared: Shared,
}

impl Server {
    /// Listens on a port of the loopback address; on a free one for 0.
    pub(crate) fn bind(session: Session, port: u16) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        listener.set_nonblocking(true)?;
        let host = listener.local_addr()?.to_string();
        let guard = Guard::new(host).map_err(|_| io::Error::from(io::ErrorKind::Unsupported))?;
        Ok(Self { listener, shared: Shared::new(session, guard) })
    }

    /// With the token that lets a browser in.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/?cle={}", self.shared.guard.host, self.shared.guard.token)
    }

    /// Serves until the page is closed, a signal comes, or no page has asked for anything for half an hour.
    pub(crate) fn run(self, is_interrupted: fn() -> bool) -> io::Result<Stop> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        runtime.block_on(self.serve(is_interrupted))
    }

    async fn serve(self, is_interrupted: fn() -> bool) -> io::Result<Stop> {
        let listener = TcpListener::from_std(self.listener)?;
        let router = routes::router(self.shared.clone());
        let mut connections: VecDeque<AbortHandle> = VecDeque::new();
        let mut ticks = interval(TICK);
        loop {
            tokio::select! {
                accepted = listener.accept() => {
                    // A connection that fails is no failure of the server.
                    let Ok((stream, _)) = accepted else { continue };
                    connections.retain(|open| !open.is_finished());
                    // One too many takes the place of the oldest: what only waits keeps no page out.
                    if connections.len() == MAX_CONNECTIONS && let Some(oldest) = connections.pop_front() {
                        oldest.abort();
                    }
                    let serving = timeout(CONNECTION_TIMEOUT, connection(stream, router.clone()));
                    connections.push_back(tokio::spawn(serving).abort_handle());
                }
                _ = ticks.tick() => {
                    if let Some(stop) = Stop::of(is_interrupted(), self.shared.is_closed(), self.shared.idle()) {
                        return Ok(stop);
                    }
                }
            }
        }
    }
}

async fn connection(stream: TcpStream, router: Router) -> Result<(), hyper::Error> {
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_when_asked_or_when_no_page_has_asked_for_half_an_hour() {
        let half_an_hour = Duration::from_secs(1800);
        let moment = Duration::from_millis(1);
        assert_eq!(Stop::of(false, false, Duration::from_secs(1799)), None);
        assert_eq!(Stop::of(false, false, half_an_hour), Some(Stop::Idle));
        assert_eq!(Stop::of(false, true, moment), Some(Stop::Closed));
        assert_eq!(Stop::of(true, true, half_an_hour), Some(Stop::Interrupted));
    }
}
