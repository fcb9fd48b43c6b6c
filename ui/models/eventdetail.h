#pragma once

#include "core/base/jsonoutline.h"
#include "core/record/bodyview.h"
#include "ui/models/eventtext.h"

#include <QByteArray>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// The tabs of an event's detail, in their order.
enum class DetailTab { Overview, Request, Verification, Script, Actions, Response };

/// One stage of the way from request to delivery. `start` and `length` are parts of the whole time, 0…1.
struct TimelineRow
{
    QString title;
    QString text;
    QString duration;
    QString icon; ///< "check", "x", "skip", "clock"; "minus" where the stage was not reached
    Tone tone = Tone::Neutral;
    double start = 0;
    double length = 0;
    DetailTab tab = DetailTab::Request;

    friend bool operator==(const TimelineRow&, const TimelineRow&) = default;
};

struct KeyValue
{
    QString key;
    QString value;
    bool isCode = false; ///< shown in the fixed-width font
    Tone tone = Tone::Plain;

    friend bool operator==(const KeyValue&, const KeyValue&) = default;
};

struct ActionRow
{
    QString id;
    QString mapping;
    QString title;
    QString icon;
    QString summary;
    StatusLabel status;
    QString duration;
    json::Value payload;
    json::Value result;
    QString curl; ///< the request that carries it out at the Knock API; empty where it is none
};

struct CheckRow
{
    QString title;
    QString detail;
    QString icon;
    Tone tone = Tone::Neutral;
};

struct VerificationView
{
    QString headline; ///< "Verified with stripe, secret STRIPE_SIGNING_SECRET"
    QString icon;
    Tone tone = Tone::Neutral;
    std::vector<CheckRow> checks;
    QString note; ///< what the outcome meant for the answer; empty mostly
};

struct ScriptView
{
    QString headline; ///< "Script 1f3a9c2 ended ok in 1.8 ms"
    QString icon;
    Tone tone = Tone::Neutral;
    std::shared_ptr<const json::Value> values; ///< null where nothing was returned
    std::vector<KeyValue> console;             ///< place ("line 18") and text of each line
    QString errorTitle;                        ///< "TypeError: body.user is undefined"; empty where none
    QString errorPlace;                        ///< "line 18, column 12"
    QString errorStack;
};

struct ResponseView
{
    QString headline; ///< "200 OK, answered in 3.4 ms"
    Tone tone = Tone::Neutral;
    std::vector<KeyValue> headers;
    QByteArray body;
    std::shared_ptr<const json::Value> tree; ///< null where there is none
    QString note;                            ///< why there is no tree; empty otherwise
};

struct RequestView
{
    std::vector<KeyValue> headers;
    QByteArray body; ///< the bytes as they came
    BodyKind kind = BodyKind::Empty;
    std::shared_ptr<const json::Value> tree; ///< as scripts and mappings see the body; null where there is none
    std::shared_ptr<json::Outline> outline;  ///< in the place of a tree, of a JSON body that is too large for one
    QString note;                            ///< why there is neither; empty otherwise
};

/// Everything that the detail shows of one event, as plain values.
struct EventDetail
{
    QString id;
    qint64 seq = 0;
    QString eventType;
    QString time;
    SourceLabel source;
    StatusLabel status;
    QString answered;      ///< "Answered in 3.4 ms · total 9.4 ms"
    QString answeredBrief; ///< "Answered 401 in 38.2 ms"
    std::vector<TimelineRow> timeline;
    std::vector<KeyValue> summary;
    std::vector<ActionRow> actions;
    VerificationView verification;
    ScriptView script;
    ResponseView response;
    RequestView request;
    QString curl;                                     ///< the request as a shell command
    std::shared_ptr<const store::StoredEvent> stored; ///< what it was made of
};

struct DetailContext
{
    SourceLabel source;
    Timestamp now;
};

/// Pure; may run on any thread. Large bodies make it slow (a JSON parse): the presenter calls it off the window's
/// thread.
[[nodiscard]] EventDetail describe(const store::StoredEvent& stored, const DetailContext& context);

/// The rows of checks, as the recorded run and an explanation show them.
[[nodiscard]] std::vector<CheckRow> checkRows(const std::vector<Check>& checks);

/// The body's kind and tree alone.
[[nodiscard]] RequestView describeRequest(const http::Message& request);

/// A `curl` command for a POSIX shell that sends the request again: method, headers without those that curl makes
/// itself, and the exact body bytes.
[[nodiscard]] QString curlCommand(const http::Message& request);

/// The same for HTTPie.
[[nodiscard]] QString httpieCommand(const http::Message& request);

/// The request that an action makes at the Knock API, with the key as a variable; of http_request the one it states.
/// Empty where the payload makes none.
[[nodiscard]] QString actionCommand(const QString& kind, const json::Value& payload);

/// The same as JavaScript that runs in Node and Deno; browsers set some headers themselves.
[[nodiscard]] QString fetchCode(const http::Message& request);

/// What happened to an event, as Markdown that may be shown to others: names, codes and shapes; credentials and the
/// values of the body are masked.
[[nodiscard]] QString eventReport(const store::StoredEvent& stored, const SourceLabel& source);

} // namespace hw::models
