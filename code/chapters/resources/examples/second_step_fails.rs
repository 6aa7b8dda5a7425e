//! An acquisition in two steps: when the second fails, the first is undone, and nothing else.

// ANCHOR: main
struct Lease(&'static str);

impl Lease {
    fn of(name: &'static str, free: bool) -> Result<Self, String> {
        if !free {
            return Err(format!("{name} is in use"));
        }
        println!("  {name} leased");
        Ok(Lease(name))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        println!("  {} returned", self.0);
    }
}

struct Studio {
    _light: Lease,
    _camera: Lease,
}

impl Studio {
    fn open(camera_is_free: bool) -> Result<Self, String> {
        let room = Lease::of("room", true)?; // needed while it is set up, and not longer
        let studio = Studio {
            _light: Lease::of("light", true)?,
            _camera: Lease::of("camera", camera_is_free)?,
        };
        drop(room);
        Ok(studio)
    }
}

fn main() {
    for camera_is_free in [false, true] {
        println!("the camera is free: {camera_is_free}");
        match Studio::open(camera_is_free) {
            Ok(_studio) => println!("  at work"),
            Err(error) => println!("  {error}"),
        }
    }
}
// ANCHOR_END: main
