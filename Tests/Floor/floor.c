/* The floor under `takhti echo`: the least a libuv server can do for the same bytes on the wire. It answers the WebSocket handshake,
 * then on /echo returns each frame and on /fanout/… gives each frame to all other connections, from one prebuilt server frame, one
 * uv_try_write a frame. It takes only what the bench sends: whole, masked binary frames of less than 126 bytes. What a real engine
 * adds (limits, fragments, text, close, queues, TLS) it leaves out: it is for measuring against, not for serving.
 *
 *   cc -O2 -o floor floor.c -luv -lcrypto && ./floor 9001 */
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uv.h>

enum { READ_BYTES = 65536, HEAD_BYTES = 2048, PAYLOAD_LIMIT = 125, PEER_LIMIT = 65536 };

struct peer {
    uv_tcp_t tcp;
    int open, fanout, index, held_count;
    char *held; /* the handshake so far, or the beginning of a frame */
};

static char read_buffer[READ_BYTES];
static struct peer *members[PEER_LIMIT];
static int member_count;

static void on_closed(uv_handle_t *handle) {
    struct peer *peer = (struct peer *)handle;
    free(peer->held);
    free(peer);
}

static void drop(struct peer *peer) {
    if (uv_is_closing((uv_handle_t *)&peer->tcp)) return;
    if (peer->open && peer->fanout) {
        members[peer->index] = members[--member_count];
        members[peer->index]->index = peer->index;
    }
    uv_close((uv_handle_t *)&peer->tcp, on_closed);
}

/* A peer that takes no more loses the frame: the bench reports it as lost, and then the run does not count. */
static void send_frame(struct peer *peer, char *bytes, size_t count) {
    uv_buf_t buffer = uv_buf_init(bytes, count);
    uv_try_write((uv_stream_t *)&peer->tcp, &buffer, 1);
}

static void on_frame(struct peer *peer, const unsigned char *mask, const unsigned char *payload, int count) {
    char frame[2 + PAYLOAD_LIMIT];
    frame[0] = (char)0x82;
    frame[1] = (char)count;
    for (int i = 0; i < count; i++) frame[2 + i] = payload[i] ^ mask[i & 3];
    if (!peer->fanout) {
        send_frame(peer, frame, 2 + count);
        return;
    }
    for (int i = 0; i < member_count; i++)
        if (members[i] != peer) send_frame(members[i], frame, 2 + count);
}

/* Returns how many bytes were whole frames. */
static size_t take_frames(struct peer *peer, const unsigned char *bytes, size_t count) {
    size_t at = 0;
    while (count - at >= 6) {
        int length = bytes[at + 1] & 0x7F;
        if ((bytes[at] & 0x0F) != 2 || length > PAYLOAD_LIMIT) { drop(peer); return count; }
        if (count - at < 6 + (size_t)length) break;
        on_frame(peer, bytes + at + 2, bytes + at + 6, length);
        at += 6 + (size_t)length;
    }
    return at;
}

static void upgrade(struct peer *peer, const char *head) {
    static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; /* RFC 6455 §1.3 */
    char key[64] = "", input[128], accept[64], answer[256];
    unsigned char digest[SHA_DIGEST_LENGTH];
    for (const char *line = head; line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (!strncasecmp(line, "Sec-WebSocket-Key:", 18)) sscanf(line + 18, " %24s", key);
    }
    int length = snprintf(input, sizeof input, "%s%s", key, guid);
    SHA1((unsigned char *)input, (size_t)length, digest);
    EVP_EncodeBlock((unsigned char *)accept, digest, sizeof digest);
    length = snprintf(answer, sizeof answer,
                      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                      accept);
    peer->open = 1;
    peer->fanout = !strncmp(head, "GET /fanout/", 12);
    if (peer->fanout) {
        peer->index = member_count;
        members[member_count++] = peer;
    }
    send_frame(peer, answer, (size_t)length);
}

static void hold(struct peer *peer, const char *bytes, size_t count) {
    if (peer->held_count + count >= HEAD_BYTES) { drop(peer); return; }
    if (!peer->held) peer->held = malloc(HEAD_BYTES);
    memcpy(peer->held + peer->held_count, bytes, count);
    peer->held_count += (int)count;
    peer->held[peer->held_count] = 0;
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
    struct peer *peer = (struct peer *)stream;
    if (count < 0) { drop(peer); return; }
    if (peer->open && !peer->held_count) {
        size_t taken = take_frames(peer, (unsigned char *)buffer->base, (size_t)count);
        if (taken < (size_t)count) hold(peer, buffer->base + taken, (size_t)count - taken);
        return;
    }
    hold(peer, buffer->base, (size_t)count);
    if (uv_is_closing((uv_handle_t *)stream)) return;
    if (!peer->open) {
        if (!strstr(peer->held, "\r\n\r\n")) return;
        upgrade(peer, peer->held);
        free(peer->held);
        peer->held = NULL;
        peer->held_count = 0;
        return;
    }
    size_t taken = take_frames(peer, (unsigned char *)peer->held, (size_t)peer->held_count);
    memmove(peer->held, peer->held + taken, (size_t)peer->held_count - taken);
    peer->held_count -= (int)taken;
}

static void offer(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
    (void)handle;
    (void)suggested;
    *buffer = uv_buf_init(read_buffer, sizeof read_buffer);
}

static void on_connection(uv_stream_t *listener, int status) {
    if (status < 0 || member_count == PEER_LIMIT) return;
    struct peer *peer = calloc(1, sizeof *peer);
    uv_tcp_init(listener->loop, &peer->tcp);
    if (uv_accept(listener, (uv_stream_t *)&peer->tcp)) { uv_close((uv_handle_t *)&peer->tcp, on_closed); return; }
    uv_tcp_nodelay(&peer->tcp, 1);
    uv_read_start((uv_stream_t *)&peer->tcp, offer, on_read);
}

int main(int argc, char **argv) {
    struct sockaddr_in address;
    uv_tcp_t listener;
    signal(SIGPIPE, SIG_IGN);
    uv_tcp_init(uv_default_loop(), &listener);
    uv_ip4_addr("127.0.0.1", argc > 1 ? atoi(argv[1]) : 9001, &address);
    if (uv_tcp_bind(&listener, (struct sockaddr *)&address, 0) || uv_listen((uv_stream_t *)&listener, 4096, on_connection)) {
        fprintf(stderr, "floor: cannot listen\n");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    return uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
