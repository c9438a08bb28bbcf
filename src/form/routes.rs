//! What is answered at which address.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router, middleware};

use super::change::Action;
use super::guard::{Guard, guard};
use super::session::Session;
use super::{page, sheet};
use crate::messages::form as words;
use crate::report::Format;
use crate::report::html::STYLE;
use crate::source::MAX_FILE_BYTES;
use crate::text::Lang;

const SCRIPT: &str = include_str!("form.js");
const FORM_STYLE: &str = include_str!("form.css");
/// How the script says that it takes a part of the page in place of a redirection.
const PART: &str = "x-recevable-part";

/// What all connections share.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    pub guard: Arc<Guard>,
    lang: Lang,
    session: Arc<Mutex<Session>>,
    last_request: Arc<Mutex<Instant>>,
}

impl Shared {
    pub(super) fn new(session: Session, guard: Guard) -> Self {
        Self {
            guard: Arc::new(guard),
            lang: session.lang(),
            session: Arc::new(Mutex::new(session)),
            last_request: Arc::new(Mutex::new(Instant::now())),
        }
    }

    /// The session, for a page that has shown its cookie.
    fn session(&self) -> MutexGuard<'_, Session> {
        *lock(&self.last_request) = Instant::now();
        lock(&self.session)
    }

    pub(super) fn idle(&self) -> Duration {
        lock(&self.last_request).elapsed()
    }

    pub(super) fn is_closed(&self) -> bool {
        lock(&self.session).is_closed
    }

    pub(super) fn forbidden(&self) -> &'static str {
        words::forbidden(self.lang)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn router(shared: Shared) -> Router {
    Router::new()
        .route("/", get(whole).post(act))
        .route("/part", get(part))
        .route("/version", get(version))
        .route("/report", get(report))
        .route("/sheet", get(fiche_synthetique))
        .route("/style.css", get(|| async { ([(header::CONTENT_TYPE, "text/css")], [STYLE, FORM_STYLE].concat()) }))
        .route("/script.js", get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) }))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .layer(DefaultBodyLimit::max(MAX_FILE_BYTES))
        .layer(middleware::from_fn_with_state(shared.clone(), guard))
        .with_state(shared)
}

async fn whole(State(shared): State<Shared>) -> Html<String> {
    let mut session = shared.session();
    session.refresh();
    Html(page::whole(&mut session))
}

/// The page without its head, for the script.
async fn part(State(shared): State<Shared>) -> Html<String> {
    let mut session = shared.session();
    session.refresh();
    Html(page::part(&mut session))
}

/// Which text the file holds, so that a page knows whether it shows it.
async fn version(State(shared): State<Shared>) -> String {
    let mut session = shared.session();
    session.refresh();
    session.version.to_string()
}

async fn act(
    State(shared): State<Shared>,
    headers: HeaderMap,
    fields: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let fields = match fields {
        Ok(Form(fields)) => fields,
        Err(rejection) => return (rejection.status(), words::too_much(shared.lang)).into_response(),
    };
    let section = fields.iter().find(|(name, _)| name == page::SECTION).map(|(_, section)| section.clone());
    let mut session = shared.session();
    session.act(Action::of(fields));
    if session.is_closed {
        return Html(page::closed(&session)).into_response();
    }
    if headers.contains_key(PART) {
        return Html(page::part(&mut session)).into_response();
    }
    let is_section = |section: &String| section.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    Redirect::to(&format!("/#{}", section.filter(is_section).unwrap_or_default())).into_response()
}

/// The report of the dossier, whose page says itself what it may do.
async fn report(State(shared): State<Shared>) -> Response {
    let session = shared.session();
    let mut report = Vec::new();
    match session.checker.render(&session.checked(), Format::Html, &mut report) {
        Ok(()) => {
            let policy = [(header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'")];
            (policy, Html(report)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn fiche_synthetique(State(shared): State<Shared>) -> Html<String> {
    Html(sheet::page(&shared.session()))
}
