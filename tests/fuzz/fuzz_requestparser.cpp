// The outcome of the request parser is a function of the bytes alone, whatever pieces they come in; a message that it
// accepts is read the same by a second pass over its own head and body.

#include "core/http/requestparser.h"

#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace hw::http;

namespace {

struct Outcome
{
    std::vector<Message> messages;
    std::optional<Refusal> refusal;
    RequestParser::State end = RequestParser::State::Idle;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// The bytes in pieces of `piece`, 0 = at once.
Outcome read(QByteArrayView bytes, qsizetype piece)
{
    RequestParser parser({.body = 200, .headers = 1000, .headerCount = 20, .target = 100});
    Outcome outcome;
    while (!bytes.empty() && !outcome.refusal) {
        QByteArrayView part = piece == 0 ? bytes : bytes.first(std::min(piece, bytes.size()));
        bytes = bytes.sliced(part.size());
        while (!part.empty() && !outcome.refusal) {
            const qsizetype used = parser.feed(part);
            require(used >= 0 && used <= part.size());
            part = part.sliced(used);
            const RequestParser::State state = parser.state();
            require(used > 0 || state == RequestParser::State::Complete || state == RequestParser::State::Refused);
            if (state == RequestParser::State::Complete || state == RequestParser::State::Refused) {
                outcome.refusal = parser.refusal();
                require(outcome.refusal.has_value() == (state == RequestParser::State::Refused));
                outcome.messages.push_back(parser.take());
            }
        }
    }
    outcome.end = parser.state();
    if (outcome.end != RequestParser::State::Idle)
        outcome.messages.push_back(parser.take());
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size == 0)
        return 0;
    const qsizetype piece = data[0] % 16 + 1;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    const Outcome whole = read(bytes, 0);
    require(read(bytes, piece) == whole);
    for (const Message& message : whole.messages) {
        require(message.body.size() <= 200);
        require(message.headers.size() + message.trailers.size() <= 20);
        if (!message.complete)
            continue;
        require(message.rawHead.endsWith("\r\n\r\n"));
        require(message.headers.count("host") <= 1);
        require(!(message.headers.contains("content-length") && message.headers.contains("transfer-encoding")));
        const Outcome again = read(message.rawHead, 0);
        require(!again.messages.empty() && again.messages.front().headers == message.headers);
    }
    return 0;
}
