#include "ui/models/explainedview.h"

#include "core/signing/timecheck.h"
#include "ui/models/diagnosistext.h"

#include <QCoreApplication>

#include <algorithm>

namespace hw::models {

namespace {

using signing::ContentPart;
using signing::DigestRow;
using signing::HeaderPart;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::ExplainedView)
};

/// More is not looked at, and the end is what a sender would not look for.
constexpr qsizetype shownContent = 64 * 1024;
/// From here on a number is in milliseconds.
constexpr qint64 firstMilliseconds = 100'000'000'000;

ProofMark markOf(const QString& meaning)
{
    if (meaning == u"timestamp")
        return ProofMark::Time;
    if (meaning == u"signature")
        return ProofMark::Signature;
    if (meaning == u"id")
        return ProofMark::Id;
    return ProofMark::None;
}

QString spanText(std::chrono::microseconds span)
{
    using std::chrono::hours;
    return span < hours(1) ? durationText(span) : signing::roughly(std::chrono::ceil<std::chrono::milliseconds>(span));
}

std::optional<Timestamp> timeOf(const QString& text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number <= 0 || number > firstMilliseconds * 1000)
        return std::nullopt;
    return fromMicroseconds(number >= firstMilliseconds ? number * 1000 : number * 1'000'000);
}

QString timeNote(const QString& value, Timestamp receivedAt, Timestamp now)
{
    const auto at = timeOf(value);
    if (!at)
        return {};
    const QString when = dateTimeText(*at, now).section(u'.', 0, 0);
    const auto age = receivedAt - *at;
    if (age >= std::chrono::seconds(1))
        return Texts::tr("%1, %2 before receipt").arg(when, spanText(age));
    if (age <= -std::chrono::seconds(1))
        return Texts::tr("%1, %2 after receipt").arg(when, spanText(-age));
    return Texts::tr("%1, at receipt").arg(when);
}

const Check* checkOf(const Verification& verification, QLatin1String id)
{
    const auto found = std::find_if(verification.checks.begin(), verification.checks.end(),
                                    [&](const Check& check) { return check.id == id; });
    return found == verification.checks.end() ? nullptr : &*found;
}

ProofPart partOf(const HeaderPart& part, const signing::Diagnosis& diagnosis, Timestamp receivedAt, Timestamp now)
{
    ProofPart row;
    row.part = part.key.isEmpty() ? part.header : part.key;
    row.mark = markOf(part.meaning);
    row.value = part.value;
    if (part.meaning == u"timestamp") {
        row.meaning = Texts::tr("Signed at");
        row.note = timeNote(part.value, receivedAt, now);
        const Check* check = checkOf(diagnosis.verification, QLatin1String("timestamp"));
        row.tone = check && check->ok && !*check->ok ? Tone::Fail : Tone::Plain;
    } else if (part.meaning == u"signature") {
        row.meaning = diagnosis.proof.algorithm.isEmpty() ? Texts::tr("Signature") : diagnosis.proof.algorithm;
    } else if (part.meaning == u"id") {
        row.meaning = Texts::tr("Message id");
    } else if (part.meaning == u"prefix") {
        row.meaning = Texts::tr("Prefix");
    } else {
        row.meaning = Texts::tr("Not checked");
    }
    return row;
}

/// The headers with their parts in place, each header once.
std::vector<ProofHeader> headersOf(const std::vector<HeaderPart>& parts, const http::Headers& headers)
{
    std::vector<ProofHeader> rows;
    for (const HeaderPart& part : parts) {
        auto row =
            std::find_if(rows.begin(), rows.end(), [&](const ProofHeader& one) { return one.name == part.header; });
        if (row == rows.end()) {
            rows.push_back({part.header, QString::fromUtf8(headers.value(part.header.toLatin1())), {}});
            row = rows.end() - 1;
        }
        if (part.offset + part.length <= row->value.size())
            row->spans.push_back({part.offset, part.length, markOf(part.meaning)});
    }
    for (ProofHeader& row : rows)
        std::sort(row.spans.begin(), row.spans.end(),
                  [](const ProofSpan& a, const ProofSpan& b) { return a.offset < b.offset; });
    return rows;
}

QString contentWord(const ContentPart& part)
{
    if (part.meaning == u"timestamp")
        return Texts::tr("timestamp");
    if (part.meaning == u"id")
        return Texts::tr("message id");
    if (part.meaning == u"method")
        return Texts::tr("method");
    if (part.meaning == u"url")
        return Texts::tr("URL");
    if (part.meaning == u"body")
        return Texts::tr("the body");
    if (part.meaning == u"form")
        return Texts::tr("the sorted form fields");
    if (part.meaning == u"first")
        return Texts::tr("the first element of the body");
    if (part.bytes == ".")
        return Texts::tr("a full stop");
    if (part.bytes == ":")
        return Texts::tr("a colon");
    if (part.bytes == "\n")
        return Texts::tr("a line end");
    return u'"' + QString::fromUtf8(part.bytes) + u'"';
}

ProofContent contentOf(const std::vector<ContentPart>& parts)
{
    ProofContent content;
    QStringList words;
    for (const ContentPart& part : parts) {
        words.append(contentWord(part));
        const QByteArray shown = part.bytes.left(std::max<qsizetype>(0, shownContent - content.bytes.size()));
        const ProofMark mark = part.meaning == u"body" ? ProofMark::Body : markOf(part.meaning);
        if (mark != ProofMark::None && !shown.isEmpty())
            content.spans.push_back({content.bytes.size(), shown.size(), mark});
        content.bytes += shown;
        content.size += part.size;
    }
    const QString last = words.isEmpty() ? QString() : words.takeLast();
    content.title = words.isEmpty() ? last : Texts::tr("%1, then %2").arg(words.join(QStringLiteral(", ")), last);
    return content;
}

std::vector<ProofDigest> digestsOf(const std::vector<DigestRow>& rows)
{
    const auto isExpected = [](const DigestRow& row) { return row.role == DigestRow::Role::Expected; };
    const auto expected = std::count_if(rows.begin(), rows.end(), isExpected);
    std::vector<ProofDigest> digests;
    for (const DigestRow& row : rows) {
        // What came is right where it is what was expected; what it matches otherwise is told by the row of that.
        const bool isWanted = std::any_of(rows.begin(), rows.end(), [&](const DigestRow& other) {
            return isExpected(other) && other.text == row.text;
        });
        ProofDigest digest{{}, row.text, expected > 0 ? isWanted : row.matches};
        switch (row.role) {
        case DigestRow::Role::Expected:
            digest.label = expected == 1 ? Texts::tr("Expected") : Texts::tr("Expected, %1").arg(row.label);
            digest.isRight = true;
            break;
        case DigestRow::Role::Received:
            digest.label = row.label.isEmpty() ? Texts::tr("Received") : Texts::tr("Received %1").arg(row.label);
            break;
        case DigestRow::Role::Matching:
            digest.label = Texts::tr("With %1").arg(row.label);
            digest.isRight = true;
            break;
        }
        digests.push_back(std::move(digest));
    }
    return digests;
}

void describeDiagnosis(ExplainedView& view, const engine::Explained& explained)
{
    const signing::Diagnosis& diagnosis = explained.diagnosis;
    view.isVerified = diagnosis.verification.status == VerificationStatus::Verified &&
                      diagnosis.cause.code == QLatin1String("verified");
    view.title = diagnosisTitle(diagnosis);
    view.paragraphs = diagnosisParagraphs(diagnosis);
    view.tone = view.isVerified ? Tone::Ok : Tone::Fail;
    view.icon = view.isVerified ? QStringLiteral("check") : QStringLiteral("alert");
    if (diagnosis.cause.code == QLatin1String("not_checked") || diagnosis.cause.code == QLatin1String("script_checks"))
        view.tone = Tone::Warn;
    for (const signing::Fix& fix : diagnosis.fixes)
        view.fixes.push_back({fix.id, fixText(fix), fixRefusalText(fix, explained.environment)});
    view.alsoFixed = explained.alsoFixed;
    const int others = static_cast<int>(explained.alsoFixed.size());
    if (others > 0)
        view.alsoFixedText = Texts::tr("Also fixes %n other failed event(s)", nullptr, others);
}

} // namespace

QString proofCommand(const engine::Explained& explained, const store::StoredEvent& stored)
{
    const signing::Proof& proof = explained.diagnosis.proof;
    const QString own = QStringLiteral("headwater-cli verify explain ") + stored.event.id;
    static const QStringList digests{QStringLiteral("HMAC-SHA1"), QStringLiteral("HMAC-SHA256"),
                                     QStringLiteral("HMAC-SHA512")};
    const bool isDecoded = proof.keyForm == u"standard" || proof.keyForm == u"base64";
    const bool isText = proof.keyForm == u"raw" || proof.keyForm == u"raw-after-prefix";
    if (!digests.contains(proof.algorithm) || proof.content.empty() || (!isDecoded && !isText))
        return own;
    QString before;
    bool hasBody = false;
    for (const ContentPart& part : proof.content) {
        if (part.meaning == u"body") {
            const QByteArray& body = stored.event.request.body;
            // Another form of the body than the one that came is in no file.
            if (hasBody || part.size != body.size() || !body.startsWith(part.bytes))
                return own;
            hasBody = true;
            continue;
        }
        const QString text = QString::fromUtf8(part.bytes);
        if (hasBody || part.size != part.bytes.size() || text.contains(u'\n'))
            return own;
        before += text;
    }
    if (!hasBody)
        return own;
    before.replace(u'\'', QLatin1String("'\\''"));
    const QString content =
        before.isEmpty() ? QStringLiteral("cat body.bin")
                         : QString(QStringLiteral("{ printf %s '") + before + QStringLiteral("'; cat body.bin; }"));
    const QString hash = proof.algorithm.section(u'-', 1).toLower();
    QString key = QStringLiteral("-hmac \"$WEBHOOK_SECRET\"");
    if (proof.keyForm == u"raw-after-prefix")
        key = QStringLiteral("-hmac \"${WEBHOOK_SECRET#whsec_}\"");
    if (isDecoded)
        key = QStringLiteral("-mac HMAC -macopt hexkey:\"$(printf %s \"${WEBHOOK_SECRET#whsec_}\" \\\n"
                             "    | base64 -d | od -An -v -tx1 | tr -d ' \\n')\"");
    const QString encoded = proof.encoding == u"base64" ? QStringLiteral(" -binary | base64") : QString();
    return content + QStringLiteral(" \\\n  | openssl dgst -") + hash + u' ' + key + encoded;
}

ExplainedView describeExplained(const engine::Explained& explained, const store::StoredEvent& stored, Timestamp now)
{
    const signing::Diagnosis& diagnosis = explained.diagnosis;
    ExplainedView view;
    describeDiagnosis(view, explained);

    view.checks = checkRows(diagnosis.verification.checks);
    const auto count = [&](Tone tone) {
        return static_cast<int>(std::count_if(view.checks.begin(), view.checks.end(),
                                              [tone](const CheckRow& row) { return row.tone == tone; }));
    };
    view.failedChecks = count(Tone::Fail);
    view.checksTitle = Texts::tr("Checks, %1 of %2 passed").arg(count(Tone::Ok)).arg(view.checks.size());
    for (const signing::Attempt& attempt : diagnosis.tried)
        view.tried.push_back({attemptText(attempt.hypothesis), attempt.matched});
    view.triedCount = Texts::tr("%n variant(s)", nullptr, static_cast<int>(view.tried.size()));

    const Timestamp receivedAt = stored.event.receivedAt;
    view.headers = headersOf(diagnosis.proof.header, stored.event.request.headers);
    for (const HeaderPart& part : diagnosis.proof.header)
        view.parts.push_back(partOf(part, diagnosis, receivedAt, now));
    view.content = contentOf(diagnosis.proof.content);
    view.digestTitle = diagnosis.proof.algorithm.startsWith(QLatin1String("HMAC"))
                           ? Texts::tr("%1 of the payload with the secret").arg(diagnosis.proof.algorithm)
                           : diagnosis.proof.algorithm;
    view.digests = digestsOf(diagnosis.proof.digests);
    if (!diagnosis.proof.content.empty())
        view.command = proofCommand(explained, stored);
    return view;
}

} // namespace hw::models
