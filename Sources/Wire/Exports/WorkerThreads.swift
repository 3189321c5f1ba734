internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Threads that do one piece of work together.
///
/// POSIX threads, as the work blocks and is called from functions that are not asynchronous: the threads of Swift's tasks
/// must not wait for it.
package enum WorkerThreads {
  /// As many as there are processors to run on, up to what the digest of one file can keep busy.
  package static var available: Int { min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), 8) }

  /// Does `work` on `count` threads at once, the caller's among them, and returns when all are done.
  ///
  /// Where the system gives fewer threads, fewer do it.
  static func run(_ count: Int, _ work: @escaping @Sendable () -> Void) {
    let others = (1..<max(1, count)).compactMap { _ in start(work) }
    work()
    for thread in others { _ = pthread_join(thread, nil) }
  }

  /// What `make` makes of each number below `count`, in order, made on several threads.
  ///
  /// Each takes the next number as soon as it is done with one, so that numbers may differ in what they take. Throws what
  /// `make` has thrown.
  package static func map<Result: Sendable, Failure: Error>(
    _ count: Int, threads: Int = available, _ make: @escaping @Sendable (Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let none: [(number: Int, result: Result)] = []
    return try fold(count, threads: threads, from: none) { (made, number) throws(Failure) in
      made.append((number, try make(number)))
    }.joined().sorted { $0.number < $1.number }.map(\.result)
  }

  /// What each of several threads makes, from `start` on, of the numbers below `count` that it comes to take.
  ///
  /// Which thread takes which number is chance, so that nothing may depend on it that is made of all their states together.
  /// Throws what `take` has thrown for one of the numbers, after which no thread takes another.
  package static func fold<State: Sendable, Failure: Error>(
    _ count: Int, threads: Int = available, from start: State,
    _ take: @escaping @Sendable (inout State, Int) throws(Failure) -> Void
  ) throws(Failure) -> [State] {
    let next = Atomic(0)
    let outcome = Mutex<(states: [State], failure: Failure?)>(([], nil))
    run(min(threads, count)) {
      var own = start
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < count else { break }
        do throws(Failure) { try take(&own, number) } catch {
          next.store(count, ordering: .relaxed)
          outcome.withLock { $0.failure = error }
          return
        }
      }
      outcome.withLock { [own] in $0.states.append(own) }
    }
    let (states, failure) = outcome.withLock { $0 }
    if let failure { throw failure }
    return states
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread; nil where the system gives none.
  private static func start(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
    // The thread takes over the reference that is handed to it, and gives it up when it ends.
    let context = unsafe Unmanaged.passRetained(Work(work))
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = unsafe pthread_create(
        &thread, nil,
        { context in
          unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
          return nil
        }, context.toOpaque())
    #else
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, nil,
        { context in
          if let context = unsafe context {
            unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
          }
          return nil
        }, context.toOpaque())
    #endif
    guard status == 0 else {
      unsafe context.release()
      return nil
    }
    return thread
  }
}
