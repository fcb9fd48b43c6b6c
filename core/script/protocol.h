#pragma once

#include <QtGlobal>

#include <atomic>

/// What the engine and a script host say to each other over a socket pair. A frame is its length (32 bits, of what
/// follows), the version, the type and the payload, written with wire.h.
namespace hw::script::protocol {

inline constexpr quint8 version = 2;
inline constexpr qsizetype headerSize = 4 + 1 + 1;
/// Longer frames are a broken peer: a body of 64 MiB and what goes with it fit.
inline constexpr quint32 longestFrame = 512u * 1024 * 1024;
/// Jobs that travel in one frame.
inline constexpr int batch = 16;

enum class Type : quint8 {
    Limits = 1,      ///< console, result, parsed body (64 bits each), time in ms: the first frame to a host
    Program,         ///< id, serialized program
    Variables,       ///< id, count, {name, value, secret}
    Signing,         ///< id, JSON
    ForgetProgram,   ///< id
    ForgetVariables, ///< id
    ForgetSigning,   ///< id
    Request,         ///< id, raw bytes: the body of a request whose elements are jobs of their own
    ForgetRequest,   ///< id
    Jobs,            ///< count, {job}
    Result,          ///< of one job
    Compile,         ///< number, request
    Compiled,        ///< number, ok, serialized program or error
    Debug,           ///< a message of the Debug Adapter Protocol, as JSON; see debugsession.h
};

/// How a job ended, in the host's own view; a killed host says nothing.
enum class End : quint8 { Ok, Error, Timeout, Memory };

/// In memory that engine and host share: what a host that must be killed was doing. Written by the host alone.
struct Shared
{
    std::atomic<quint64> job{0};      ///< number of the job that runs; 0 = none
    std::atomic<qint64> startedAt{0}; ///< nanoseconds of CLOCK_MONOTONIC
    qint32 line = 0;                  ///< of the user's source, last seen by a marker; 0 = unknown
    std::atomic<quint32> failure{0};  ///< bits of Failure; a host that dies with one set dies of it
    /// Debug runs: the engine sets it when it has sent a message to a script that runs, the host when it has read it.
    std::atomic<qint32> attention{0};
};
static_assert(std::atomic<quint64>::is_always_lock_free && std::atomic<qint64>::is_always_lock_free);

enum Failure : quint32 { OutOfMemory = 1, StackOverflow = 2 };

} // namespace hw::script::protocol
