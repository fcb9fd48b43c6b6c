#include "app/scripthost/bridge.h"

#include "app/scripthost/digest.h"

#include "core/base/clock.h"
#include "core/base/encoding.h"
#include "core/record/bodyview.h"
#include "core/record/contentcoding.h"
#include "core/script/outcome.h"

#include <QFile>
#include <QUrl>

#include <algorithm>

namespace hw::scripthost {

using script::protocol::End;

namespace {

/// JSON in UTF-8; halves of surrogate pairs, which UTF-8 has no bytes for, are written as escapes.
QByteArray jsonBytes(const QString& json)
{
    const auto isLone = [&json](qsizetype i) {
        if (json[i].isHighSurrogate())
            return i + 1 == json.size() || !json[i + 1].isLowSurrogate();
        return json[i].isLowSurrogate() && (i == 0 || !json[i - 1].isHighSurrogate());
    };
    QByteArray bytes;
    qsizetype from = 0;
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (!json[i].isSurrogate() || !isLone(i))
            continue;
        bytes += QStringView(json).mid(from, i - from).toUtf8() + "\\u" + QByteArray::number(json[i].unicode(), 16);
        from = i + 1;
    }
    return from == 0 ? json.toUtf8() : bytes + QStringView(json).mid(from).toUtf8();
}

} // namespace

Bridge::Bridge(QJSEngine& engine)
    : m_engine(engine)
{}

void Bridge::begin(const Job& job, const Limits& limits, const LoadedProgram& loaded)
{
    const script::CompiledProgram& program = *loaded.program;
    m_job = &job;
    m_loaded = &loaded;
    m_program = &program;
    m_limits = limits;
    m_random = job.seed;
    m_ended = false;
    m_end = End::Ok;
    m_verified = 0;
    m_ignoreReason.clear();
    m_preprocess.clear();
    m_bodyReason.clear();
    m_error.reset();
    m_console.clear();
    m_consoleSize = 0;
    m_consoleCut = false;
    m_verification.reset();
    m_expressions.assign(program.expressionErrors.size(), {});
    for (size_t i = 0; i < m_expressions.size(); ++i) {
        if (const auto& error = program.expressionErrors[i]) {
            m_expressions[i].error =
                ScriptError{QStringLiteral("SyntaxError"), error->args.value(0), error->line, error->column, {}};
        }
    }
}

void Bridge::failWith(const QString& name, const QString& message)
{
    m_ended = true;
    m_end = End::Error;
    m_error = errorOf(name, message, {});
}

// ---- the request ----------------------------------------------------------------------------------------------------

int Bridge::bodyKind()
{
    if (m_job->batch) {
        if (m_job->element.size() <= m_limits.parsedBody)
            return 3;
        m_bodyReason = QStringLiteral("too_large");
        return 0;
    }
    if (m_job->body.size() > m_limits.parsedBody) {
        m_bodyReason = QStringLiteral("too_large");
        return 0;
    }
    if (decodeBody(m_job->headers, m_job->body).coded)
        return 2;
    switch (hw::bodyKind(m_job->headers, m_job->body)) {
    case BodyKind::Empty:
    case BodyKind::Binary: return 0;
    case BodyKind::Json: return 1;
    case BodyKind::Form:
    case BodyKind::Multipart:
    case BodyKind::Xml:
    case BodyKind::Text: break;
    }
    return 2;
}

QString Bridge::bodyJson()
{
    const auto view = viewBody(m_job->headers, m_job->body);
    m_bodyReason = view.problem;
    return QString::fromUtf8(json::write(view.value));
}

QString Bridge::bodyMembers()
{
    const auto members = json::parse(m_job->body, m_loaded->bodyMembers);
    return members && members->isObject() ? QString::fromUtf8(json::write(*members)) : QString();
}

void Bridge::badBody()
{
    const auto view = viewBody(m_job->headers, m_job->body);
    m_bodyReason = view.problem.isEmpty() ? QStringLiteral("invalid_json") : view.problem;
}

QString Bridge::element()
{
    return QString::fromUtf8(m_job->element);
}

QJSValue Bridge::batch()
{
    if (!m_job->batch)
        return {};
    auto place = m_engine.newObject();
    place.setProperty(QStringLiteral("index"), m_job->batch->index);
    place.setProperty(QStringLiteral("total"), m_job->batch->total);
    return place;
}

QString Bridge::rawBody()
{
    return QString::fromUtf8(m_job->body);
}

QByteArray Bridge::rawBytes()
{
    return QByteArray(m_job->body.constData(), m_job->body.size()); // the script may write into its copy
}

QJSValue Bridge::headers(bool some)
{
    auto object = m_engine.newObject();
    const auto& wanted = m_loaded->headers;
    for (const auto& header : m_job->headers) {
        const auto lower = asciiLower(header.name);
        if (some && std::find(wanted.begin(), wanted.end(), lower) == wanted.end())
            continue;
        const auto name = QString::fromLatin1(lower);
        auto value = QString::fromUtf8(header.value);
        if (object.hasOwnProperty(name))
            value = object.property(name).toString() + QStringLiteral(", ") + value;
        object.setProperty(name, value);
    }
    return object;
}

QString Bridge::field(const QString& name)
{
    if (name == u"query")
        return QString::fromUtf8(m_job->query);
    if (name == u"method")
        return QString::fromLatin1(m_job->method);
    if (name == u"path")
        return QString::fromUtf8(m_job->path);
    if (name == u"url")
        return m_job->url;
    if (name == u"source")
        return m_job->source;
    if (name == u"environment")
        return m_job->environment;
    return toIso8601(fromMicroseconds(m_job->receivedAt));
}

QJSValue Bridge::vars()
{
    auto object = m_engine.newObject();
    for (const auto& variable : m_job->variables->all)
        object.setProperty(variable.name, QString::fromUtf8(variable.value.view()));
    return object;
}

quint32 Bridge::signingKey()
{
    return m_job->signing->id;
}

QString Bridge::signing()
{
    return m_job->signing->json;
}

QString Bridge::module(const QString& path)
{
    QFile file(QStringLiteral(":/headwater/core-js/") + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll());
}

// ---- bytes and text -------------------------------------------------------------------------------------------------

QByteArray Bridge::utf8(const QString& text)
{
    return text.toUtf8();
}

QString Bridge::fromUtf8(const QByteArray& bytes)
{
    return QString::fromUtf8(bytes);
}

QJSValue Bridge::decode(const QString& encoding, const QString& text)
{
    QByteArray bytes;
    if (encoding == u"utf8" || encoding == u"utf-8") {
        bytes = text.toUtf8();
    } else if (encoding == u"hex") {
        // As Node: up to the first pair that is no hex.
        qsizetype good = 0;
        const auto isHex = [&text](qsizetype at) {
            return at < text.size() && text[at].unicode() < 128 && std::isxdigit(text[at].unicode());
        };
        while (isHex(good) && isHex(good + 1))
            good += 2;
        bytes = QByteArray::fromHex(text.left(good).toLatin1());
    } else if (encoding == u"base64" || encoding == u"base64url") {
        auto plain = text.toLatin1();
        plain.replace('-', '+').replace('_', '/');
        bytes = QByteArray::fromBase64(plain);
    } else if (encoding == u"latin1" || encoding == u"binary" || encoding == u"ascii") {
        bytes = text.toLatin1();
    } else {
        return {};
    }
    return m_engine.toScriptValue(bytes);
}

QJSValue Bridge::encode(const QString& encoding, const QByteArray& bytes)
{
    if (encoding == u"utf8" || encoding == u"utf-8")
        return QString::fromUtf8(bytes);
    if (encoding == u"hex")
        return QString::fromLatin1(bytes.toHex());
    if (encoding == u"base64")
        return QString::fromLatin1(bytes.toBase64());
    if (encoding == u"base64url")
        return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    if (encoding == u"latin1" || encoding == u"binary" || encoding == u"ascii")
        return QString::fromLatin1(bytes);
    return {};
}

// ---- cryptography, clock, chance ------------------------------------------------------------------------------------

bool Bridge::knowsHash(const QString& name)
{
    return isKnownHash(name.toLatin1());
}

QByteArray Bridge::hash(const QString& name, const QByteArray& data)
{
    return digest(name.toLatin1(), data);
}

QByteArray Bridge::hmac(const QString& name, const QByteArray& key, const QByteArray& data)
{
    return m_hmacs.make(name.toLatin1(), key, data);
}

bool Bridge::equal(const QByteArray& a, const QByteArray& b)
{
    return equalBytes(a, b);
}

double Bridge::now()
{
    return static_cast<double>(m_job->now / 1000);
}

/// SplitMix64 (Steele, Lea, Flood 2014): any seed is a good one.
quint64 Bridge::nextRandom()
{
    m_random += 0x9e3779b97f4a7c15u;
    quint64 z = m_random;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

double Bridge::random()
{
    return static_cast<double>(nextRandom() >> 11) * 0x1.0p-53;
}

QByteArray Bridge::randomBytes(int count)
{
    QByteArray bytes(qBound(0, count, 65536), Qt::Uninitialized);
    for (auto& byte : bytes)
        byte = static_cast<char>(nextRandom() & 0xff);
    return bytes;
}

QString Bridge::uuid()
{
    auto bytes = randomBytes(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40); // version 4, RFC 9562 5.4
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    const auto hex = QString::fromLatin1(bytes.toHex());
    return hex.left(8) + u'-' + hex.mid(8, 4) + u'-' + hex.mid(12, 4) + u'-' + hex.mid(16, 4) + u'-' + hex.mid(20);
}

// ---- the outcome ----------------------------------------------------------------------------------------------------

std::vector<Bridge::Frame> Bridge::framesOf(const QString& stack) const
{
    // "name@file:hw-1.js:12" a line; frames of the runtime and of the compiler's helpers are left out. The names are
    // those of compiled functions: the user's own come with the places.
    std::vector<Frame> frames;
    const QString file = m_loaded->codeName + u':';
    for (const auto& line : QStringView(stack).split(u'\n')) {
        const auto at = line.lastIndexOf(file);
        const auto name = line.indexOf(u'@');
        if (at < 0 || name < 0 || name > at)
            continue;
        const auto number = line.mid(at + file.size()).toInt();
        if (number < 1 || number > static_cast<int>(m_program->lines.size()))
            continue;
        const auto& place = m_program->lines[static_cast<size_t>(number - 1)];
        if (place.line < 1)
            continue;
        frames.push_back({m_program->functions.value(place.function), place});
    }
    return frames;
}

ScriptError Bridge::errorOf(const QString& name, const QString& message, const QString& stack) const
{
    const auto& masker = m_job->variables->masker;
    ScriptError error;
    error.name = masker.masked(name);
    error.message = masker.masked(message);
    const auto frames = framesOf(stack);
    if (!frames.empty()) {
        error.line = frames.front().place.line;
        error.column = frames.front().place.column;
    }
    error.stack = userStack(stack);
    return error;
}

QString Bridge::userStack(const QString& stack) const
{
    QStringList lines;
    for (const auto& frame : framesOf(stack)) {
        const auto place =
            QStringLiteral("%1:%2:%3").arg(m_program->fileName).arg(frame.place.line).arg(frame.place.column);
        lines.append(frame.function.isEmpty() ? QStringLiteral("at ") + place
                                              : QStringLiteral("at %1 (%2)").arg(frame.function, place));
    }
    return masked(lines.join(u'\n'));
}

QString Bridge::masked(const QString& text) const
{
    return m_job ? m_job->variables->masker.masked(text) : text;
}

QString Bridge::nameOfSecretIn(QByteArrayView bytes) const
{
    return m_job ? m_job->variables->masker.nameIn(bytes) : QString();
}

bool Bridge::consoleOpen()
{
    return !m_consoleCut;
}

void Bridge::console(const QString& level, const QString& text, const QString& stack)
{
    const auto frames = framesOf(stack);
    ConsoleLine line{level, m_job->variables->masker.masked(text), frames.empty() ? 0 : frames.front().place.line};
    m_consoleSize += line.text.size();
    if (m_consoleSize > m_limits.console) {
        m_consoleCut = true;
        line = {QStringLiteral("warn"),
                QStringLiteral("console output ends here: the limit of %1 bytes is reached").arg(m_limits.console),
                line.line};
    }
    m_console.push_back(std::move(line));
    if (m_consoleWatcher)
        m_consoleWatcher(m_console.back());
}

bool Bridge::finish(int verified, bool ignored, const QString& ignoreReason, const QString& preprocess)
{
    m_ended = true;
    const auto& masker = m_job->variables->masker;
    m_verified = verified;
    m_preprocess = jsonBytes(masker.masked(preprocess));
    if (m_preprocess.size() > m_limits.result) {
        m_end = End::Error;
        m_preprocess.clear();
        m_error = errorOf(QStringLiteral("RangeError"),
                          QStringLiteral("the result is larger than the limit of %1 bytes").arg(m_limits.result), {});
        return false;
    }
    if (ignored)
        m_ignoreReason = masker.masked(ignoreReason);
    return !ignored;
}

void Bridge::fail(const QString& name, const QString& message, const QString& stack)
{
    m_ended = true;
    m_end = End::Error;
    m_error = errorOf(name, message, stack);
}

void Bridge::expression(int index, const QString& json)
{
    m_expressions.at(static_cast<size_t>(index)).json = jsonBytes(m_job->variables->masker.masked(json));
}

void Bridge::expressionFailed(int index, const QString& name, const QString& message, const QString& stack)
{
    m_expressions.at(static_cast<size_t>(index)).error = errorOf(name, message, stack);
}

void Bridge::writeOutcome(script::wire::Writer& out) const
{
    const auto writeError = [&out](const std::optional<ScriptError>& error) {
        out.flag(error.has_value());
        if (!error)
            return;
        out.text(error->name);
        out.text(error->message);
        out.number<qint32>(error->line);
        out.number<qint32>(error->column);
        out.text(error->stack);
    };
    out.number(static_cast<quint8>(m_verified));
    out.text(m_ignoreReason);
    out.bytes(m_preprocess);
    out.text(m_bodyReason);
    writeError(m_error);
    out.number(static_cast<quint32>(m_console.size()));
    for (const auto& line : m_console) {
        out.text(line.level);
        out.text(line.text);
        out.number<qint32>(line.line);
    }
    out.flag(m_verification.has_value());
    if (m_verification)
        script::writeVerification(out, *m_verification);
    const bool evaluated = m_end == End::Ok && m_ignoreReason.isEmpty();
    out.number(static_cast<quint32>(evaluated ? m_expressions.size() : 0));
    if (!evaluated)
        return;
    for (const auto& result : m_expressions) {
        out.bytes(result.json);
        writeError(result.error);
    }
}

} // namespace hw::scripthost
