#include "core/engine/importreader.h"

#include "core/base/json.h"
#include "core/http/capturefile.h"
#include "core/record/eventfile.h"

#include <algorithm>
#include <array>

namespace hw::engine {

namespace {

constexpr qsizetype chunk = 64 * 1024;
/// No request is larger; a file that seems to hold one is broken.
constexpr qsizetype longestItem = 256 * 1024 * 1024;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Error broken(const char* reason, int line)
{
    return Error{ErrorCode::ParseError, {QString::fromLatin1(reason)}}.at({}, line, 0);
}

/// {"log": { …: how HAR begins, and hardly anything else does.
bool beginsAsHar(QByteArrayView text)
{
    qsizetype at = 0;
    for (const QByteArrayView token :
         {QByteArrayView("{"), QByteArrayView("\"log\""), QByteArrayView(":"), QByteArrayView("{")}) {
        while (at < text.size() && isSpace(text[at]))
            ++at;
        if (!text.sliced(at).startsWith(token))
            return false;
        at += token.size();
    }
    return true;
}

/// Follows JSON text byte by byte: how deep it is, whether within a string.
class Nesting final
{
public:
    /// Whether `c` ended a string.
    bool step(char c)
    {
        if (m_inString) {
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inString = false;
            return !m_inString;
        }
        if (c == '"')
            m_inString = true;
        else if (c == '{' || c == '[')
            ++m_depth;
        else if (c == '}' || c == ']')
            --m_depth;
        return false;
    }
    [[nodiscard]] bool inString() const { return m_inString; }
    [[nodiscard]] int depth() const { return m_depth; }

private:
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
};

} // namespace

ImportReader::ImportReader(QIODevice& device, Timestamp now)
    : m_device(device)
    , m_now(now)
{}

bool ImportReader::fill()
{
    if (m_at > chunk) {
        m_buffer.remove(0, m_at);
        m_at = 0;
    }
    const qsizetype before = m_buffer.size();
    const qsizetype room = std::max(chunk, before / 2);
    m_buffer.resize(before + room);
    const qint64 got = m_device.read(m_buffer.data() + before, room);
    m_buffer.resize(before + std::max<qint64>(got, 0));
    return got > 0;
}

void ImportReader::skip(qsizetype count)
{
    const QByteArrayView passed = QByteArrayView(m_buffer).sliced(m_at, count);
    m_line += static_cast<int>(std::count(passed.begin(), passed.end(), '\n'));
    m_at += count;
    m_consumed += count;
}

bool ImportReader::ensure(qsizetype count)
{
    while (m_buffer.size() - m_at < count) {
        if (!fill())
            return false;
    }
    return true;
}

Error ImportReader::end(Error error)
{
    m_ended = true;
    return error;
}

ImportReader::Item ImportReader::itemOf(http::Message message, int line) const
{
    Item item;
    item.event.receivedAt = m_now;
    item.event.request = std::move(message);
    item.line = line;
    return item;
}

ImportReader::Next ImportReader::next()
{
    if (m_form == Form::Unknown) {
        const Result<Form> form = tellForm();
        if (!form)
            return end(form.error());
        m_form = *form;
    }
    if (m_ended)
        return std::optional<Item>();
    switch (m_form) {
    case Form::Lines: return nextLine();
    case Form::Har: return nextEntry();
    case Form::Whole:
    case Form::Unknown: break;
    }
    m_ended = true;
    return whole();
}

Result<ImportReader::Form> ImportReader::tellForm()
{
    (void)ensure(chunk);
    if (QByteArrayView(m_buffer).startsWith("\xEF\xBB\xBF"))
        skip(3);
    qsizetype blank = 0;
    while (ensure(blank + 1) && isSpace(m_buffer[m_at + blank]))
        ++blank;
    (void)ensure(blank + chunk);
    const QByteArrayView text = QByteArrayView(m_buffer).sliced(m_at + blank);
    if (isEventLine(text))
        return Form::Lines;
    if (text.isEmpty() || text[0] != '{')
        return Form::Whole;
    const qsizetype lineEnd = m_buffer.indexOf('\n', m_at + blank) - (m_at + blank);
    if (lineEnd < 0)
        return beginsAsHar(text) ? Form::Har : Form::Lines;
    const auto first = json::parse(text.first(lineEnd));
    if (first)
        return (*first)[u"log"][u"entries"].isArray() ? Form::Har : Form::Lines;
    if (beginsAsHar(text))
        return Form::Har;
    // One object over several lines is no list of lines; a broken one among good ones is.
    const QByteArrayView rest = text.sliced(lineEnd + 1);
    const qsizetype nextEnd = rest.indexOf('\n');
    const auto second = json::parse(nextEnd < 0 ? rest : rest.first(nextEnd));
    return second && second->isObject() ? Form::Lines : Form::Whole;
}

ImportReader::Next ImportReader::nextLine()
{
    for (;;) {
        qsizetype searched = 0;
        qsizetype length = -1;
        while ((length = m_buffer.indexOf('\n', m_at + searched)) < 0) {
            searched = m_buffer.size() - m_at;
            if (searched > longestItem)
                return end(broken("a line that is too long to be a request", m_line));
            if (!fill())
                break;
        }
        length = length < 0 ? m_buffer.size() - m_at : length - m_at;
        const int number = m_line;
        const QByteArray line = m_buffer.mid(m_at, length).trimmed();
        const bool isLast = m_at + length >= m_buffer.size();
        skip(isLast ? length : length + 1);
        if (line.isEmpty()) {
            if (!isLast)
                continue;
            m_ended = true;
            return std::optional<Item>();
        }
        if (isEventLine(line)) {
            Result<Event> event = readEventLine(line);
            if (!event)
                return event.error().at({}, number, event.error().column);
            return std::optional<Item>({*std::move(event), number});
        }
        Result<http::Message> message = http::requestOfJsonLine(line);
        if (!message)
            return message.error().at({}, number, message.error().column);
        return std::optional<Item>(itemOf(*std::move(message), number));
    }
}

/// Stands behind the bracket that begins log.entries afterwards; false where there is none.
Result<bool> ImportReader::findEntries()
{
    Nesting nesting;
    QByteArray string; // the last one, as far as a name of interest is long
    std::array<QByteArray, 3> names;
    constexpr qsizetype enough = 16;
    while (ensure(1)) {
        const char c = m_buffer[m_at];
        const int depth = nesting.depth();
        if (!nesting.inString() && c == '"')
            string.clear();
        else if (nesting.inString() && string.size() < enough)
            string += c;
        if (nesting.step(c) && depth < 3)
            names[static_cast<size_t>(depth)] = string.chopped(std::min<qsizetype>(string.size(), 1));
        skip(1);
        if (nesting.inString())
            continue;
        if (c == '[' && depth == 2 && names[1] == "log" && names[2] == "entries")
            return true;
        if (nesting.depth() <= 0 && (c == '}' || c == ']'))
            return false;
    }
    return end(broken("it ends within its head", m_line));
}

/// The element of an array that begins here, as text.
Result<QByteArray> ImportReader::takeElement()
{
    Nesting nesting;
    const int line = m_line;
    qsizetype length = 0;
    for (; ensure(length + 1); ++length) {
        const char c = m_buffer[m_at + length];
        if (!nesting.inString() && nesting.depth() == 0 && (c == ',' || c == ']'))
            break;
        (void)nesting.step(c);
        if (length > longestItem)
            return end(broken("an entry that is too long to be a request", line));
    }
    if (m_at + length >= m_buffer.size())
        return end(broken("the file ends within this entry", line));
    const QByteArray text = m_buffer.mid(m_at, length);
    skip(length);
    return text;
}

ImportReader::Next ImportReader::nextEntry()
{
    if (!m_inEntries) {
        const Result<bool> found = findEntries();
        if (!found)
            return found.error();
        if (!*found) {
            m_ended = true;
            return std::optional<Item>();
        }
        m_inEntries = true;
    }
    while (ensure(1) && (isSpace(m_buffer[m_at]) || m_buffer[m_at] == ','))
        skip(1);
    if (!ensure(1))
        return end(broken("the file ends within its list of entries", m_line));
    if (m_buffer[m_at] == ']') {
        m_ended = true;
        m_consumed = std::max(m_consumed, m_device.size());
        return std::optional<Item>();
    }
    const int line = m_line;
    const Result<QByteArray> text = takeElement();
    if (!text)
        return text.error();
    const auto entry = json::parse(*text);
    if (!entry) {
        const Error& error = entry.error();
        return error.at({}, line + std::max(error.line, 1) - 1, error.column);
    }
    if (auto event = readHarEntry(*entry))
        return std::optional<Item>({*std::move(event), line});
    Result<http::Message> message = http::requestOfHarEntry(*entry);
    if (!message)
        return message.error().at({}, line, 0);
    return std::optional<Item>(itemOf(*std::move(message), line));
}

ImportReader::Next ImportReader::whole()
{
    while (m_buffer.size() - m_at <= longestItem && fill()) {
    }
    if (m_buffer.size() - m_at > longestItem)
        return Error{ErrorCode::NotSupported,
                     {QStringLiteral("One request of more than %1 MiB").arg(longestItem / 1024 / 1024),
                      QStringLiteral("import")}};
    Result<std::vector<http::Message>> messages = http::readCaptures(QByteArrayView(m_buffer).sliced(m_at));
    if (!messages)
        return messages.error().at({}, 0, 0);
    skip(m_buffer.size() - m_at);
    return std::optional<Item>(itemOf(std::move(messages->front()), 1));
}

} // namespace hw::engine
