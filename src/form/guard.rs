//! Who may ask: a page of this program in a browser on this computer, and nobody else.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use percent_encoding::percent_decode_str;

use super::routes::Shared;

/// Nothing is loaded but what this server gives; no page of others may show this one, or learn its address.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// What a browser has to show to be answered.
#[derive(Debug)]
pub(super) struct Guard {
    /// As browsers name this server.
    pub host: String,
    /// In the address at first, in a cookie then.
    pub token: String,
}

impl Guard {
    /// # Errors
    /// When the system has no random numbers.
    pub(super) fn new(host: String) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self { host, token: HEXLOWER.encode(&bytes) })
    }

    /// Cookies know no ports: each form has its own.
    fn cookie(&self) -> String {
        let port = self.host.rsplit_once(':').map_or("", |(_, port)| port);
        format!("recevable-{port}")
    }

    fn is_host(&self, headers: &HeaderMap) -> bool {
        is_only(headers, header::HOST, &self.host)
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let name = self.cookie();
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(key, value)| key == name && is_same(value, &self.token))
    }

    /// A write comes from a page of this server: the browser says so, and pages cannot say otherwise.
    fn is_own_page(&self, headers: &HeaderMap) -> bool {
        is_only(headers, header::ORIGIN, &format!("http://{}", self.host))
    }

    /// The token in an address.
    fn is_invited(&self, request: &Request) -> bool {
        let query = request.uri().query().unwrap_or_default();
        let token = query.split('&').find_map(|pair| pair.strip_prefix("cle="));
        request.uri().path() == "/"
            && token.is_some_and(|token| is_same(&percent_decode_str(token).decode_utf8_lossy(), &self.token))
    }
}

/// Whether a header is there once, with that value.
fn is_only(headers: &HeaderMap, name: HeaderName, value: &str) -> bool {
    let mut values = headers.get_all(name).iter();
    values.next().is_some_and(|given| given == value) && values.next().is_none()
}

/// Compares in a time that does not tell how much is the same.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

pub(super) async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let guard = &shared.guard;
    let mut answer = if !guard.is_host(request.headers()) {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    } else if request.method() == Method::GET && guard.is_invited(&request) {
        let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", guard.cookie(), guard.token);
        (StatusCode::SEE_OTHER, [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, cookie)]).into_response()
    } else if !guard.has_cookie(request.headers())
        || (request.method() != Method::GET && !guard.is_own_page(request.headers()))
    {
        (StatusCode::FORBIDDEN, shared.forbidden()).into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in HEADERS {
        if !answer.headers().contains_key(name) {
            answer.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    answer
}
