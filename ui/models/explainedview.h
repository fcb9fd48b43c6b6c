#pragma once

#include "core/engine/explaining.h"
#include "core/store/rows.h"
#include "ui/models/eventdetail.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace hw::models {

/// What a piece of a header or of the signed content is, for its colour: the same piece has the same one everywhere.
enum class ProofMark { None, Time, Signature, Id, Body };

/// A stretch of a text.
struct ProofSpan
{
    qsizetype offset = 0;
    qsizetype length = 0;
    ProofMark mark = ProofMark::None;

    friend bool operator==(const ProofSpan&, const ProofSpan&) = default;
};

struct ProofHeader
{
    QString name;
    QString value;
    std::vector<ProofSpan> spans; ///< of the value, ascending

    friend bool operator==(const ProofHeader&, const ProofHeader&) = default;
};

/// One piece of a header in words.
struct ProofPart
{
    QString part; ///< "t", "v1"; the header's name where the piece has none
    ProofMark mark = ProofMark::None;
    QString meaning; ///< "Signed at"
    QString value;
    QString note; ///< "Today 14:21:58, 11 min before receipt"; empty mostly
    Tone tone = Tone::Plain;

    friend bool operator==(const ProofPart&, const ProofPart&) = default;
};

struct ProofContent
{
    QString title;    ///< "timestamp, \".\", body": what is signed, in order
    QByteArray bytes; ///< its beginning
    qint64 size = 0;  ///< of the whole
    std::vector<ProofSpan> spans;

    friend bool operator==(const ProofContent&, const ProofContent&) = default;
};

struct ProofDigest
{
    QString label;
    QString digest;
    bool isRight = false; ///< the one that was expected, or that matches

    friend bool operator==(const ProofDigest&, const ProofDigest&) = default;
};

struct FixChoice
{
    QString id;
    QString text;
    QString refused; ///< why it cannot be applied, in words; empty = it can

    friend bool operator==(const FixChoice&, const FixChoice&) = default;
};

struct TryRow
{
    QString text;
    bool matched = false;

    friend bool operator==(const TryRow&, const TryRow&) = default;
};

/// An explanation as it is shown: diagnosis, checks, tries, and the proof in three steps.
struct ExplainedView
{
    QString title;
    QString icon;
    Tone tone = Tone::Neutral;
    QStringList paragraphs;
    std::vector<FixChoice> fixes;
    std::vector<qint64> alsoFixed; ///< other failed events that the fixes would make good; their seqs
    QString alsoFixedText;

    QString checksTitle; ///< "Checks, 2 of 4 passed"
    std::vector<CheckRow> checks;
    int failedChecks = 0;
    QString triedCount; ///< "5 variants"
    std::vector<TryRow> tried;

    std::vector<ProofHeader> headers;
    std::vector<ProofPart> parts;
    ProofContent content;
    QString digestTitle; ///< "HMAC-SHA256 of the payload with the secret"
    std::vector<ProofDigest> digests;
    QString command; ///< the same check on the command line; the secret is a variable
    bool isVerified = false;
};

/// Pure; any thread.
[[nodiscard]] ExplainedView describeExplained(const engine::Explained& explained, const store::StoredEvent& stored,
                                              Timestamp now);

/// A command for a POSIX shell that computes the digest of what was signed: the body is in body.bin, the secret in
/// $WEBHOOK_SECRET. Where openssl alone cannot, it is Headwater's own.
[[nodiscard]] QString proofCommand(const engine::Explained& explained, const store::StoredEvent& stored);

} // namespace hw::models
