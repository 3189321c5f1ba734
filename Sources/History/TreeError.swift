/// Why the bytes of a tree are not what git would have written.
package enum TreeError: Error, Equatable, Sendable {
  case tooLarge(limit: Int)
  case truncated(offset: Int)
  case emptyName(offset: Int)
  case notUTF8(name: String)
  case slash(name: String)
  case unknownMode(String, name: String)
  case duplicate(name: String)
  case unsorted(name: String)
  /// A directory with nothing in it, which git never writes below the root.
  case empty
}

extension TreeError: CustomStringConvertible {
  /// One sentence in the reader's words.
  package var description: String {
    switch self {
    case .tooLarge(let limit): "the directory's list is larger than \(limit) bytes"
    case .truncated(let offset): "the directory's list breaks off within the entry at byte \(offset)"
    case .emptyName(let offset): "the directory's entry at byte \(offset) has no name"
    case .notUTF8(let name): "the name \"\(PlainText.shown(name))\" is not UTF-8"
    case .slash(let name): "the name \"\(PlainText.shown(name))\" holds a slash"
    case .unknownMode(let mode, let name):
      "\"\(PlainText.shown(name))\" has the mode \"\(PlainText.shown(mode))\", which git does not write"
    case .duplicate(let name): "the name \"\(PlainText.shown(name))\" stands twice in one directory"
    case .unsorted(let name): "\"\(PlainText.shown(name))\" is not in its place in git's order"
    case .empty: "the directory is empty; git keeps none such"
    }
  }
}
