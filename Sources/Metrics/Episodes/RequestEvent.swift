internal import Agreements

/// How requests stand among events, and among what numbers can be told apart by.
extension RequestKind {
  /// The kind's own number, from 1; 0 stands for none.
  var number: Int32 {
    switch self {
    case .demo: 1
    case .pricing: 2
    case .contact: 3
    }
  }

  /// The event that is such a request.
  var event: Mapping.EventKind {
    switch self {
    case .demo: .requested
    case .pricing: .requestedPricing
    case .contact: .requestedContact
    }
  }
}
