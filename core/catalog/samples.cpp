#include "core/catalog/samples.h"

#include <QHash>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <optional>

namespace hw::catalog {

namespace {

constexpr QByteArrayView open = "{{";
constexpr QByteArrayView close = "}}";

constexpr QByteArrayView letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

QByteArray randomText(QByteArrayView alphabet, int count)
{
    QByteArray text(count, Qt::Uninitialized);
    for (char& c : text)
        c = alphabet[QRandomGenerator::system()->bounded(static_cast<int>(alphabet.size()))];
    return text;
}

/// What stands before the first `mark`; the whole text where there is none.
QByteArray before(const QByteArray& text, char mark)
{
    const qsizetype at = text.indexOf(mark);
    return at < 0 ? text : text.left(at);
}

struct Filled
{
    QByteArray text;
    bool numeric = false;
};

/// "+3600", "-60" or nothing; nothing at all where it is neither.
std::optional<qint64> offsetOf(const QByteArray& text)
{
    if (text.isEmpty())
        return 0;
    bool ok = false;
    const qint64 seconds = text.toLongLong(&ok);
    return ok && (text.front() == '+' || text.front() == '-') ? std::optional(seconds) : std::nullopt;
}

std::optional<Filled> timeFor(const QByteArray& name, Timestamp now)
{
    using namespace std::chrono;
    struct Form
    {
        const char* name;
        QByteArray (*write)(Timestamp);
        bool numeric;
    };
    static constexpr Form forms[] = {
        {"now_ms",
         [](Timestamp t) {
             return QByteArray::number(static_cast<qint64>(floor<milliseconds>(t.time_since_epoch()).count()));
         },
         true},
        {"now_iso", [](Timestamp t) { return toIso8601(t).toLatin1(); }, false},
        {"now",
         [](Timestamp t) {
             return QByteArray::number(static_cast<qint64>(floor<seconds>(t.time_since_epoch()).count()));
         },
         true},
    };
    for (const Form& form : forms) {
        if (!name.startsWith(form.name))
            continue;
        if (const auto offset = offsetOf(name.mid(static_cast<qsizetype>(qstrlen(form.name)))))
            return Filled{form.write(now + seconds(*offset)), form.numeric};
    }
    return std::nullopt;
}

std::optional<Filled> randomFor(const QByteArray& name)
{
    const QByteArray kind = before(name, '#');
    const qsizetype colon = kind.indexOf(':');
    const QByteArray word = before(kind, ':');
    const QByteArray argument = colon < 0 ? QByteArray() : kind.mid(colon + 1);
    if (word == "uuid" && colon < 0)
        return Filled{QUuid::createUuid().toByteArray(QUuid::WithoutBraces)};
    bool ok = false;
    if (word == "id" && !argument.isEmpty()) {
        const qsizetype second = argument.indexOf(':');
        const int length = second < 0 ? 24 : argument.mid(second + 1).toInt(&ok);
        if (second < 0 || (ok && length > 0 && length <= 256))
            return Filled{before(argument, ':') + '_' + randomText(letters, length)};
    }
    if (word == "hex") {
        const int count = argument.toInt(&ok);
        if (ok && count > 0 && count <= 4096)
            return Filled{randomText("0123456789abcdef", count)};
    }
    if (word == "upper") {
        const int count = argument.toInt(&ok);
        if (ok && count > 0 && count <= 256)
            return Filled{randomText("0123456789ABCDEFGHJKMNPQRSTVWXYZ", count)};
    }
    if (word == "digits") {
        const int count = argument.toInt(&ok);
        if (ok && count > 0 && count <= 64)
            return Filled{randomText("0123456789", count)};
    }
    if (word == "int") {
        const qsizetype dash = argument.indexOf('-');
        bool highOk = false;
        const int low = before(argument, '-').toInt(&ok);
        const int high = dash < 0 ? 0 : argument.mid(dash + 1).toInt(&highOk);
        if (ok && highOk && low >= 0 && low < high)
            return Filled{QByteArray::number(QRandomGenerator::system()->bounded(low, high)), true};
    }
    return std::nullopt;
}

} // namespace

std::optional<TypeParts> partsOf(QStringView typeTemplate, QStringView type)
{
    TypeParts parts;
    while (!typeTemplate.isEmpty()) {
        if (!typeTemplate.startsWith(u"{{")) {
            if (type.isEmpty() || type.front() != typeTemplate.front())
                return std::nullopt;
            type = type.sliced(1);
            typeTemplate = typeTemplate.sliced(1);
            continue;
        }
        const qsizetype close = typeTemplate.indexOf(u"}}");
        if (close < 0)
            return std::nullopt;
        const QStringView name = typeTemplate.first(close).sliced(2);
        typeTemplate = typeTemplate.sliced(close + 2);
        const qsizetype end = typeTemplate.isEmpty() ? type.size() : type.indexOf(typeTemplate.front());
        if (end < 1)
            return std::nullopt;
        const QByteArray quoted = json::write(json::Value(type.first(end).toString()));
        parts.insert(name.toUtf8(), quoted.sliced(1, quoted.size() - 2));
        type = type.sliced(end);
    }
    return type.isEmpty() ? std::optional(parts) : std::nullopt;
}

QByteArray fillPlaceholders(QByteArrayView view, const Clock& clock, const TypeParts& parts)
{
    const QByteArray text = view.toByteArray();
    const Timestamp now = clock.now();
    QHash<QByteArray, Filled> known;
    QByteArray out;
    out.reserve(text.size());
    qsizetype from = 0;
    while (true) {
        const qsizetype begin = text.indexOf(open, from);
        const qsizetype end = begin < 0 ? -1 : text.indexOf(close, begin);
        if (end < 0)
            break;
        const QByteArray name = text.mid(begin + open.size(), end - begin - open.size());
        const qsizetype after = end + close.size();
        auto it = known.constFind(name);
        if (it == known.constEnd()) {
            std::optional<Filled> filled;
            if (const auto part = parts.constFind(name); part != parts.constEnd())
                filled = Filled{*part};
            if (!filled)
                filled = timeFor(name, now);
            if (!filled)
                filled = randomFor(name);
            if (!filled) {
                out += text.mid(from, after - from);
                from = after;
                continue;
            }
            it = known.insert(name, *filled);
        }
        out += text.mid(from, begin - from);
        from = after;
        // Alone in its quotes, a number stands without them.
        if (it->numeric && out.endsWith('"') && after < text.size() && text[after] == '"') {
            out.chop(1);
            ++from;
        }
        out += it->text;
    }
    return out + text.mid(from);
}

namespace {

TypeParts partsFor(const Sample& sample, const QString& type)
{
    return sample.type == type ? TypeParts() : partsOf(sample.type, type).value_or(TypeParts());
}

} // namespace

Result<QByteArray> sampleBody(const Provider& provider, const QString& wanted, const Clock& clock, const QString& shape)
{
    const QString type = provider.canonicalType(wanted);
    const Sample* sample = provider.findSample(type);
    if (!sample)
        return Error{ErrorCode::NotFound, {"sample", wanted}};
    const TypeParts parts = partsFor(*sample, type);
    if (shape.isEmpty())
        return fillPlaceholders(sample->body, clock, parts);
    const auto other = std::find_if(sample->shapes.begin(), sample->shapes.end(),
                                    [&](const SampleShape& one) { return one.name == shape; });
    if (other == sample->shapes.end())
        return Error{ErrorCode::NotFound, {"shape", shape}};
    return fillPlaceholders(other->body, clock, parts);
}

http::Headers sampleHeaders(const Provider& provider, const QString& wanted, const Clock& clock)
{
    http::Headers headers = provider.requestHeaders;
    const QString type = provider.canonicalType(wanted);
    if (const Sample* sample = provider.findSample(type)) {
        for (const http::Header& header : sample->headers)
            headers.push_back({header.name, fillPlaceholders(header.value, clock, partsFor(*sample, type))});
    }
    return headers;
}

} // namespace hw::catalog
