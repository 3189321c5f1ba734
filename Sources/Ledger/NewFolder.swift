import Subprocess
import SystemPackage

/// A folder that a command is about to fill, and empties again where it does not come to its end.
struct NewFolder {
  private let path: FilePath
  private let wasThere: Bool

  init(_ path: FilePath) {
    self.path = path
    wasThere = SystemCall.exists(path)
  }

  /// Removes what the command made in it, and the folder itself where that was made too.
  func discard(_ made: [String]) async {
    let doomed = wasThere ? made.map { path.appending($0).string } : [path.string]
    // Where this fails the next attempt says that something is there; nothing is lost.
    _ = try? await Subprocess.run(
      .name("rm"), arguments: Arguments(["-rf", "--"] + doomed), output: .discarded, error: .discarded)
  }
}
