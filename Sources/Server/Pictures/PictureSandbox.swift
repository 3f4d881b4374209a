/// The command that decodes a hostile picture: ImageMagick behind bubblewrap, which sees the programs of the system, no network, no file of the
/// house and no other process, as nobody, with little memory and time. The picture comes on its standard input; the two files leave on the output.
enum PictureSandbox {
    /// Program and arguments, for a file of that sort.
    static func command(for kind: PictureFile.Kind) -> [String] { limits + walls + decoder(kind) }

    /// See prlimit(1).
    private static let limits = [
        "prlimit", "--as=\(PictureLimits.memoryLimit)", "--cpu=\(PictureLimits.processorLimit)", "--core=0",
        "--nofile=64", "--",
    ]

    /// See bwrap(1).
    private static let walls = [
        "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL",
        "--uid", "65534", "--gid", "65534", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib",
        "--symlink", "usr/lib64", "/lib64", "--ro-bind-try", "/etc/ImageMagick-6", "/etc/ImageMagick-6",
        "--dev", "/dev", "--size", "4194304", "--tmpfs", "/tmp", "--chdir", "/tmp", "--setenv", "HOME", "/tmp", "--",
    ]

    /// The sort of file is named, so that nothing else is tried; of several pictures in it the first is taken. Turned as the camera was held, then
    /// without anything but pixels.
    private static func decoder(_ kind: PictureFile.Kind) -> [String] {
        let large = "\(PictureLimits.side)x\(PictureLimits.side)>"
        let small = "\(PictureLimits.smallSide)x\(PictureLimits.smallSide)>"
        let limits = [
            ("memory", "\(PictureLimits.pixelMemoryLimit)"), ("map", "0"), ("disk", "0"),
            ("area", "\(2 * PictureLimits.areaLimit)"), ("width", "\(PictureLimits.sideLimit)"),
            ("height", "\(PictureLimits.sideLimit)"), ("thread", "1"),
        ]
        return ["/usr/bin/convert-im6.q16"] + limits.flatMap { ["-limit", $0.0, $0.1] } + [
            "\(kind.rawValue):-[0]",
            "-resize", large, "-auto-orient", "+repage", "-strip", "-colorspace", "sRGB", "-depth", "8",
            "(", "+clone", "-resize", small, "-quality", "55", "-write", "webp:-", "+delete", ")",
            "-quality", "80", "webp:-",
        ]
    }
}
