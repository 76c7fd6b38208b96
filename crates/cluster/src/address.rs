use std::fmt;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::str::FromStr;

use crate::ClusterError;

/// Where a process of a cluster listens: `HOST:PORT`, or `ballista://HOST:PORT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Name or number of the machine; without brackets where it is of IPv6.
    pub host: String,
    /// Port; 0 for any that is free, where something is going to listen.
    pub port: u16,
}

impl FromStr for Address {
    type Err = ClusterError;

    fn from_str(text: &str) -> Result<Self, ClusterError> {
        let wrong = || ClusterError::Address { found: text.to_owned() };
        let rest = text.strip_prefix("ballista://").unwrap_or(text);
        let (host, port) = rest.trim_end_matches('/').rsplit_once(':').ok_or_else(wrong)?;
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let host = match bare {
            Some(bare) => bare,
            None if host.contains(':') => return Err(wrong()),
            None => host,
        };
        if host.is_empty() || host.contains(['/', '@', ' ']) {
            return Err(wrong());
        }
        Ok(Self { host: host.to_owned(), port: port.parse().map_err(|_| wrong())? })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.in_url(), self.port)
    }
}

impl Address {
    /// The first number that the name stands for.
    pub(crate) fn resolved(&self) -> Result<SocketAddr, ClusterError> {
        let refuse = |source| ClusterError::NoSuchHost { host: self.host.clone(), source };
        let found = (self.host.as_str(), self.port).to_socket_addrs().map_err(refuse)?.next();
        found.ok_or_else(|| refuse(std::io::Error::other("the name stands for no address")))
    }

    /// The host as it is written in front of a port.
    pub(crate) fn in_url(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() }
    }

    /// Whether it stands for every address of the machine, so that others cannot be told to come here.
    pub(crate) fn is_anywhere(&self) -> bool {
        self.resolved().is_ok_and(|address| address.ip().is_unspecified())
    }
}

/// As many ports as asked, all of them free a moment ago.
pub(crate) fn free_ports<const N: usize>(host: SocketAddr) -> Result<[u16; N], ClusterError> {
    let refuse = |source| ClusterError::Listen { address: host.to_string(), source };
    // All are held until the last is found, so that they differ.
    let mut held = Vec::with_capacity(N);
    let mut ports = [0; N];
    for port in &mut ports {
        let listener = TcpListener::bind(SocketAddr::new(host.ip(), 0)).map_err(refuse)?;
        *port = listener.local_addr().map_err(refuse)?.port();
        held.push(listener);
    }
    Ok(ports)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_port() {
        let read = |text: &str| text.parse::<Address>().map(|address| (address.host.clone(), address.port)).ok();
        assert_eq!(read("ballista://teller-1:50050"), Some(("teller-1".to_owned(), 50_050)));
        assert_eq!(read("127.0.0.1:0"), Some(("127.0.0.1".to_owned(), 0)));
        assert_eq!(read("ballista://[::1]:50050/"), Some(("::1".to_owned(), 50_050)));
        for wrong in ["", "ballista://", "ballista://teller", "teller:", "teller:99999", "::1:5", "http://teller:1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!("ballista://[::1]:50050".parse::<Address>().unwrap().to_string(), "[::1]:50050");
    }
}
