/// What a template may say at most.
public enum TemplateLimits {
    /// Bytes of a template's file.
    public static let fileByteLimit = 262_144
    /// Bytes of a name; names are small letters, digits and hyphens.
    public static let nameByteLimit = 32
    /// Bytes of a title.
    public static let titleByteLimit = 128
    /// Bytes of the sheet.
    public static let sheetByteLimit = 131_072
    /// Bytes of a path, a host, an argument or a variable.
    public static let textByteLimit = 4_096
    /// Arguments of one program.
    public static let argumentLimit = 64
    /// Variables of the environment.
    public static let variableLimit = 64
    /// Files put into the home.
    public static let fileLimit = 64
    /// Bytes of those files together.
    public static let filesByteLimit = 16 << 20
    /// Checks.
    public static let checkLimit = 64
    /// Ports.
    public static let portLimit = 16
}
