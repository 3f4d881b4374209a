import Glibc

/// What a path names, from the type bits of `st_mode` (inode(7)).
enum FileKind: Equatable {
    case regular, folder, socket, other

    init(_ status: stat) {
        switch status.st_mode & 0o170000 {
        case 0o100000: self = .regular
        case 0o040000: self = .folder
        case 0o140000: self = .socket
        default: self = .other
        }
    }
}
