import CUV
import Glibc

/// A place for one thread to wait for what another posts. For starting and stopping only: a loop never waits.
///
/// `@unchecked Sendable`: `posts` is touched only under `mutex`; the pointers are immutable.
public final class Board<Post: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var posts: [Post] = []

    /// An empty board.
    public init() {
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    /// Leaves `post` for `take()`. Any thread.
    public func post(_ post: Post) {
        pthread_mutex_lock(mutex)
        posts.append(post)
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Waits for the next post and takes it.
    public func take() -> Post {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while posts.isEmpty { pthread_cond_wait(condition, mutex) }
        return posts.removeFirst()
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }
}
