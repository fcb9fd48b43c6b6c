#include "core/http/capturefile.h"

#include "core/base/json.h"
#include "core/http/httpfile.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace hw::http {

namespace {

Error broken(const QString& reason, int line = 0)
{
    Error error{ErrorCode::ParseError, {reason}};
    error.line = line;
    return error;
}

Error unsupported(const QString& what)
{
    return Error{ErrorCode::NotSupported, {what, QStringLiteral("import")}};
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char escaped(char c)
{
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    default: return c;
    }
}

/// Words of a command line as a POSIX shell splits them, with bash's $'…'. Nothing is expanded.
Result<std::vector<QByteArray>> shellWords(QByteArrayView text)
{
    std::vector<QByteArray> words;
    QByteArray word;
    bool inWord = false;
    qsizetype i = 0;
    const auto at = [&](qsizetype index) { return index < text.size() ? text[index] : '\0'; };
    while (i < text.size()) {
        const char c = text[i];
        if (isBlank(c)) {
            if (inWord)
                words.push_back(std::exchange(word, {}));
            inWord = false;
            ++i;
        } else if (c == '\\') {
            const bool crlf = at(i + 1) == '\r' && at(i + 2) == '\n';
            if (crlf || at(i + 1) == '\n') { // the command goes on in the next line
                i += crlf ? 3 : 2;
                continue;
            }
            if (i + 1 < text.size())
                word += text[i + 1];
            inWord = true;
            i += 2;
        } else if (c == '\'' || (c == '$' && at(i + 1) == '\'')) {
            const bool ansi = c == '$';
            i += ansi ? 2 : 1;
            inWord = true;
            while (i < text.size() && text[i] != '\'') {
                if (ansi && text[i] == '\\' && i + 1 < text.size())
                    word += escaped(text[++i]);
                else
                    word += text[i];
                ++i;
            }
            if (i++ >= text.size())
                return broken(QStringLiteral("a quote is not closed"));
        } else if (c == '"') {
            ++i;
            inWord = true;
            while (i < text.size() && text[i] != '"') {
                const bool escapes = text[i] == '\\' && QByteArrayView("\"\\$`\n").contains(at(i + 1));
                if (escapes && text[++i] == '\n') {
                    ++i;
                    continue;
                }
                word += text[i++];
            }
            if (i++ >= text.size())
                return broken(QStringLiteral("a quote is not closed"));
        } else if (c == ';' || c == '|' || c == '&' || c == '>' || c == '<') {
            return unsupported(QStringLiteral("a shell command with %1").arg(QLatin1Char(c)));
        } else {
            word += c;
            inWord = true;
            ++i;
        }
    }
    if (inWord)
        words.push_back(word);
    return words;
}

/// Options without effect on the request; those of the second list take a value.
constexpr std::array quiet{"-s",
                           "--silent",
                           "-S",
                           "--show-error",
                           "-v",
                           "--verbose",
                           "-i",
                           "--include",
                           "-k",
                           "--insecure",
                           "-L",
                           "--location",
                           "--compressed",
                           "-f",
                           "--fail",
                           "-#",
                           "--progress-bar",
                           "--http1.1",
                           "--http2",
                           "-g",
                           "--globoff",
                           "-N",
                           "--no-buffer"};
constexpr std::array quietWithValue{"-o", "--output",    "-m", "--max-time", "--connect-timeout", "--retry",
                                    "-w", "--write-out", "-x", "--proxy",    "--resolve"};

template<class List>
bool contains(const List& list, const QByteArray& option)
{
    return std::any_of(list.begin(), list.end(), [&](const char* one) { return option == one; });
}

/// "-XPOST" and "--request=POST" become option and value.
void splitOption(std::vector<QByteArray>& words)
{
    for (size_t i = 1; i < words.size(); ++i) {
        const QByteArray word = words[i];
        const bool isShort = word.size() > 2 && word[0] == '-' && QByteArrayView("XHduAeb").contains(word[1]);
        const qsizetype equals = word.startsWith("--") ? word.indexOf('=') : -1;
        if (!isShort && equals < 0)
            continue;
        const qsizetype end = isShort ? 2 : equals;
        words[i] = word.left(end);
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, word.mid(isShort ? 2 : equals + 1));
        ++i;
    }
}

Header headerOf(const QByteArray& line)
{
    const qsizetype colon = line.indexOf(':');
    return {line.left(colon).trimmed(), colon < 0 ? QByteArray() : line.mid(colon + 1).trimmed()};
}

QByteArray targetOf(const QUrl& url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toUtf8();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toUtf8();
    return target;
}

void addHost(Message& message, const QUrl& url)
{
    if (message.headers.contains("Host") || url.host().isEmpty())
        return;
    QByteArray host = url.host(QUrl::FullyEncoded).toUtf8();
    if (url.port() > 0)
        host += ':' + QByteArray::number(url.port());
    message.headers.insert(message.headers.begin(), {"Host", host});
}

/// Any three words would make a request line: a method in capitals and a path or URL tell it from prose.
bool isRequestLine(const Message& message)
{
    const bool capitals = std::all_of(message.method.begin(), message.method.end(),
                                      [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
    return capitals && (message.target.startsWith('/') || message.target.contains("://") || message.target == "*");
}

Result<std::vector<Message>> readHar(QByteArrayView text)
{
    const auto har = json::parse(text);
    if (!har)
        return har.error();
    std::vector<Message> messages;
    const json::Array& entries = (*har)[u"log"][u"entries"].toArray();
    for (size_t i = 0; i < entries.size(); ++i) {
        auto message = requestOfHarEntry(entries[i]);
        if (!message)
            return broken(QStringLiteral("log.entries[%1]: %2").arg(i).arg(message.error().args.value(0)));
        messages.push_back(std::move(*message));
    }
    if (messages.empty())
        return broken(QStringLiteral("there is no request in it"));
    return messages;
}

Result<std::vector<Message>> readJsonLines(QByteArrayView text)
{
    std::vector<Message> messages;
    int number = 0;
    for (const QByteArray& line : text.toByteArray().split('\n')) {
        ++number;
        const QByteArray body = line.trimmed();
        if (body.isEmpty())
            continue;
        auto message = requestOfJsonLine(body);
        if (!message)
            return message.error().at({}, number, message.error().column);
        messages.push_back(std::move(*message));
    }
    return messages;
}

} // namespace

Result<Message> requestOfJsonLine(const QByteArray& line)
{
    if (const auto parsed = json::parse(line); !parsed)
        return parsed.error();
    Message message;
    message.method = "POST";
    message.target = "/";
    message.headers.push_back({"Content-Type", "application/json"});
    message.body = line;
    return message;
}

Result<Message> requestOfHarEntry(const json::Value& entry)
{
    const json::Value& request = entry[u"request"];
    const QUrl url(request[u"url"].toString());
    if (!request.isObject() || url.isEmpty())
        return broken(QStringLiteral("its request has no url"));
    Message message;
    message.method = request[u"method"].toString(QStringLiteral("GET")).toUtf8();
    message.target = targetOf(url);
    for (const json::Value& header : request[u"headers"].toArray()) {
        const QByteArray name = header[u"name"].toString().toUtf8();
        // Pseudo headers of HTTP/2 say what the request line says.
        if (!name.isEmpty() && !name.startsWith(':'))
            message.headers.push_back({name, header[u"value"].toString().toUtf8()});
    }
    const json::Value& body = request[u"postData"];
    message.body = body[u"text"].toString().toUtf8();
    if (body[u"encoding"].toString() == QLatin1String("base64"))
        message.body = QByteArray::fromBase64(message.body);
    addHost(message, url);
    return message;
}

std::optional<CaptureForm> captureFormOf(QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;
    if (trimmed.startsWith("curl ") || trimmed.startsWith("curl\t") || trimmed.startsWith("curl.exe ") ||
        trimmed.startsWith("curl \\"))
        return CaptureForm::Curl;
    if (trimmed.front() == '{' || trimmed.front() == '[') {
        const auto whole = json::parse(trimmed);
        if (whole && (*whole)[u"log"][u"entries"].isArray())
            return CaptureForm::Har;
        const auto first = json::parse(trimmed.first(std::max<qsizetype>(trimmed.toByteArray().indexOf('\n'), 0)));
        if ((whole && whole->isObject() && !trimmed.toByteArray().contains('\n')) || (first && first->isObject()))
            return CaptureForm::JsonLines;
        return std::nullopt;
    }
    const auto message = httpfile::parse(text);
    return message && isRequestLine(*message) ? std::optional(CaptureForm::Http) : std::nullopt;
}

Result<Message> parseCurl(QByteArrayView command)
{
    auto split = shellWords(command.trimmed());
    if (!split)
        return split.error();
    std::vector<QByteArray> words = std::move(*split);
    if (words.empty() || (words.front() != "curl" && words.front() != "curl.exe"))
        return broken(QStringLiteral("it does not begin with curl"));
    splitOption(words);
    Message message;
    QByteArray url;
    bool hasBody = false;
    bool toQuery = false;
    for (size_t i = 1; i < words.size(); ++i) {
        const QByteArray option = words[i];
        if (option == "-I" || option == "--head") {
            message.method = "HEAD";
            continue;
        }
        if (option == "-G" || option == "--get") {
            toQuery = true;
            continue;
        }
        if (contains(quiet, option))
            continue;
        if (!option.startsWith('-')) {
            if (!url.isEmpty())
                return unsupported(QStringLiteral("a command with two addresses"));
            url = option;
            continue;
        }
        if (i + 1 >= words.size())
            return broken(QStringLiteral("%1 has no value").arg(QString::fromUtf8(option)));
        const QByteArray value = words[++i];
        if (contains(quietWithValue, option))
            continue;
        if (option == "-X" || option == "--request") {
            message.method = value.toUpper();
        } else if (option == "-H" || option == "--header") {
            message.headers.push_back(headerOf(value));
        } else if (option == "--url") {
            url = value;
        } else if (option == "-A" || option == "--user-agent") {
            message.headers.push_back({"User-Agent", value});
        } else if (option == "-e" || option == "--referer") {
            message.headers.push_back({"Referer", value});
        } else if (option == "-b" || option == "--cookie") {
            message.headers.push_back({"Cookie", value});
        } else if (option == "-u" || option == "--user") {
            message.headers.push_back({"Authorization", "Basic " + value.toBase64()});
        } else if (option == "-d" || option == "--data" || option == "--data-ascii" || option == "--data-binary" ||
                   option == "--data-raw" || option == "--json") {
            if (value.startsWith('@') && option != "--data-raw")
                return unsupported(QStringLiteral("a body from a file (%1)").arg(QString::fromUtf8(value)));
            if (hasBody && option != "--json")
                message.body += '&';
            message.body += value;
            hasBody = true;
            if (option == "--json") {
                for (const char* name : {"Content-Type", "Accept"}) {
                    if (!message.headers.contains(name))
                        message.headers.push_back({name, "application/json"});
                }
            }
        } else {
            return unsupported(QStringLiteral("curl's %1").arg(QString::fromUtf8(option)));
        }
    }
    if (url.isEmpty())
        return broken(QStringLiteral("there is no address in it"));
    if (!url.contains("://"))
        url.prepend("http://");
    const QUrl address = QUrl::fromEncoded(url);
    if (!address.isValid())
        return broken(QStringLiteral("its address is none: %1").arg(QString::fromUtf8(url)));
    message.target = targetOf(address);
    if (toQuery && hasBody) {
        message.target += (address.hasQuery() ? '&' : '?') + message.body;
        message.body.clear();
        hasBody = false;
    }
    if (message.method.isEmpty())
        message.method = hasBody ? "POST" : "GET";
    if (hasBody && !message.headers.contains("Content-Type"))
        message.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    addHost(message, address);
    return message;
}

Result<std::vector<Message>> readCaptures(QByteArrayView text)
{
    const auto form = captureFormOf(text);
    if (!form) {
        return unsupported(
            QStringLiteral("This text, which is no raw HTTP request, cURL command, HAR file or list of JSON lines,"));
    }
    switch (*form) {
    case CaptureForm::JsonLines: return readJsonLines(text);
    case CaptureForm::Har: return readHar(text);
    case CaptureForm::Http:
    case CaptureForm::Curl: break;
    }
    auto message = *form == CaptureForm::Curl ? parseCurl(text) : httpfile::parse(text);
    if (!message)
        return message.error();
    return std::vector<Message>{std::move(*message)};
}

} // namespace hw::http
