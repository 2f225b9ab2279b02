//! Wall time, CPU time and peak memory of this process.

use std::fs;
use std::time::Instant;

pub struct Meter {
    started: Instant,
    cpu_ticks: u64,
}

/// One measurement. CPU time has the kernel's granularity of a hundredth of a second.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub wall_us: u64,
    pub cpu_ms: Option<u64>,
    pub peak_kib: Option<u64>,
}

impl Meter {
    #[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
    pub fn start() -> Meter {
        Meter { started: Instant::now(), cpu_ticks: cpu_ticks().unwrap_or(0) }
    }

    /// Microseconds, and nothing asked of the kernel.
    pub fn stop_wall(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    pub fn stop(&self) -> Measured {
        let wall_us = self.stop_wall();
        // A tick is 10 ms on every Linux that we know; elsewhere there is no /proc and no figure.
        let cpu_ms = cpu_ticks().map(|now| (now - self.cpu_ticks) * 10);
        Measured { wall_us, cpu_ms, peak_kib: peak_kib() }
    }
}

/// The CPU time of another process.
pub struct Process {
    id: u32,
    started: Meter,
    cpu_ticks: u64,
}

impl Process {
    pub fn start(id: u32) -> Process {
        Process { id, started: Meter::start(), cpu_ticks: cpu_ticks_of(&id.to_string()).unwrap_or(0) }
    }

    pub fn stop(&self) -> Measured {
        let cpu_ms = cpu_ticks_of(&self.id.to_string()).map(|now| (now - self.cpu_ticks) * 10);
        Measured { wall_us: self.started.stop_wall(), cpu_ms, peak_kib: peak_of(self.id) }
    }
}

fn cpu_ticks() -> Option<u64> {
    cpu_ticks_of("self")
}

/// User and system time of the process: fields 14 and 15 of /proc/…/stat.
fn cpu_ticks_of(process: &str) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

fn peak_kib() -> Option<u64> {
    peak_in("self")
}

pub fn peak_of(process: u32) -> Option<u64> {
    peak_in(&process.to_string())
}

fn peak_in(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find(|line| line.starts_with("VmHWM:"))?.split_whitespace().nth(1)?.parse().ok()
}
