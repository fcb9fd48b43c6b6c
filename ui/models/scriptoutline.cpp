#include "ui/models/scriptoutline.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace hw::models {

namespace {

/// A piece of the text: a name or number, a string (whole, with its quotes), or one sign.
struct Piece
{
    enum class Kind { Word, Text, Sign };

    Kind kind = Kind::Sign;
    QString text;
    int line = 1;
    bool startsLine = false;
};

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isName(const Piece& piece)
{
    return piece.kind == Piece::Kind::Word && !piece.text.front().isDigit();
}

/// Operators that are read as one; those that set something end with "=".
constexpr auto signs = std::to_array<std::string_view>(
    {">>>=", "===", "!==", "**=", "<<=", ">>=", "&&=", "||=", "?\?=", "...", ">>>", "=>", "==", "!=", "<=", ">=", "&&",
     "||",   "??",  "?.",  "++",  "--",  "+=",  "-=",  "*=",  "/=",   "%=",  "&=",  "|=", "^=", "<<", ">>", "**"});

std::vector<Piece> piecesOf(const QByteArray& text, ScriptDialect dialect)
{
    const ScriptLexing lexing = lexScript(text, dialect);
    std::vector<Piece> pieces;
    int line = 1;
    bool startsLine = true;
    const auto take = [&](Piece::Kind kind, qsizetype from, qsizetype to) {
        const QByteArrayView piece = QByteArrayView(text).sliced(from, to - from);
        pieces.push_back({kind, QString::fromUtf8(piece), line, startsLine});
        line += static_cast<int>(std::count(piece.begin(), piece.end(), '\n'));
        startsLine = false;
    };
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        const ScriptToken kind = lexing.kinds[static_cast<size_t>(at)];
        qsizetype to = at + 1;
        if (kind == ScriptToken::Comment || c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            line += c == '\n' ? 1 : 0;
            startsLine = startsLine || c == '\n';
        } else if (kind == ScriptToken::String) {
            while (to < text.size() && lexing.kinds[static_cast<size_t>(to)] == ScriptToken::String)
                ++to;
            take(Piece::Kind::Text, at, to);
        } else if (isWordByte(c)) {
            while (to < text.size() && isWordByte(text[to]))
                ++to;
            take(Piece::Kind::Word, at, to);
        } else {
            const std::string_view rest(text.constData() + at, static_cast<size_t>(text.size() - at));
            const auto sign =
                std::find_if(signs.begin(), signs.end(), [rest](auto one) { return rest.starts_with(one); });
            if (sign != signs.end())
                to = at + static_cast<qsizetype>(sign->size());
            take(Piece::Kind::Sign, at, to);
        }
        at = to;
    }
    return pieces;
}

/// A plain string's content; nothing for a template with something in it.
QString contentOf(const QString& literal)
{
    return literal.size() >= 2 && literal.front() == literal.back() ? literal.mid(1, literal.size() - 2) : QString();
}

QString memberPath(const QString& owner, const QString& name)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_$][A-Za-z0-9_$]*$"));
    return plain.match(name).hasMatch() ? QString(owner + u'.' + name) : QStringLiteral("%1[\"%2\"]").arg(owner, name);
}

class Outliner
{
public:
    explicit Outliner(std::vector<Piece> pieces)
        : m_pieces(std::move(pieces))
        , m_behind(m_pieces.size(), m_pieces.size())
    {
        std::vector<size_t> open;
        for (size_t at = 0; at < m_pieces.size(); ++at) {
            if (is(at, "(") || is(at, "[") || is(at, "{")) {
                open.push_back(at);
            } else if ((is(at, ")") || is(at, "]") || is(at, "}")) && !open.empty()) {
                m_behind[open.back()] = at + 1;
                open.pop_back();
            }
        }
    }

    ScriptOutline run()
    {
        findMain();
        for (m_at = 0; m_at < m_pieces.size(); ++m_at)
            look();
        for (auto& each : m_out.returned)
            each.reads.removeDuplicates();
        return std::move(m_out);
    }

private:
    template<size_t Size>
    [[nodiscard]] bool is(size_t at, const char (&text)[Size]) const
    {
        return at < m_pieces.size() && m_pieces[at].text == QLatin1String(text, Size - 1) &&
               m_pieces[at].kind != Piece::Kind::Text;
    }
    [[nodiscard]] bool isNameAt(size_t at) const { return at < m_pieces.size() && isName(m_pieces[at]); }

    /// The place behind the bracket that closes the one at `open`.
    [[nodiscard]] size_t behind(size_t open) const { return open < m_behind.size() ? m_behind[open] : m_pieces.size(); }

    /// Where the statement or element that holds `from` ends: at a ";" or "," on its level, at the bracket around it,
    /// or where a line ends that does not go on.
    [[nodiscard]] size_t endOf(size_t from) const
    {
        for (size_t at = from; at < m_pieces.size();) {
            if (is(at, ";") || is(at, ",") || is(at, ")") || is(at, "]") || is(at, "}"))
                return at;
            if (at > from && m_pieces[at].startsLine && !goesOn(at))
                return at;
            at = is(at, "(") || is(at, "[") || is(at, "{") ? behind(at) : at + 1;
        }
        return m_pieces.size();
    }

    [[nodiscard]] bool goesOn(size_t at) const
    {
        const Piece& before = m_pieces[at - 1];
        const bool waits = before.kind == Piece::Kind::Sign && before.text != QLatin1String(")") &&
                           before.text != QLatin1String("]") && before.text != QLatin1String("}");
        const bool joins = m_pieces[at].kind == Piece::Kind::Sign && m_pieces[at].text != QLatin1String("{") &&
                           m_pieces[at].text != QLatin1String("}");
        return waits || joins;
    }

    /// The path that begins at `at` in the form of declarations, and the place behind it.
    [[nodiscard]] std::pair<QString, size_t> pathAt(size_t at) const
    {
        if (is(at, "require") && is(at + 1, "(") && at + 2 < m_pieces.size() &&
            m_pieces[at + 2].kind == Piece::Kind::Text) {
            QString module = contentOf(m_pieces[at + 2].text);
            if (module.startsWith(QLatin1String("node:")))
                module = module.mid(5);
            return {QStringLiteral("require(\"%1\")").arg(module), behind(at + 1)};
        }
        if (!isNameAt(at))
            return {{}, at};
        QString path = m_pieces[at++].text;
        while (at < m_pieces.size()) {
            if ((is(at, ".") || is(at, "?.")) && isNameAt(at + 1)) {
                path += u'.' + m_pieces[at + 1].text;
                at += 2;
            } else if (is(at, "[") || (is(at, "?.") && is(at + 1, "["))) {
                const size_t open = is(at, "[") ? at : at + 1;
                const size_t close = behind(open);
                const bool isSingle = close == open + 3;
                if (isSingle && m_pieces[open + 1].kind == Piece::Kind::Text)
                    path = memberPath(path, contentOf(m_pieces[open + 1].text));
                else if (isSingle && m_pieces[open + 1].text.front().isDigit())
                    path += QStringLiteral("[]");
                else
                    break;
                at = close;
            } else {
                break;
            }
        }
        return {path, at};
    }

    /// Names and paths that are read between two places. What is called on a value is left out of its path.
    [[nodiscard]] QStringList readsIn(size_t from, size_t to) const
    {
        QStringList reads;
        for (size_t at = from; at < to && at < m_pieces.size();) {
            const bool isMember = at > 0 && (is(at - 1, ".") || is(at - 1, "?."));
            const bool isKey = is(at + 1, ":") && at > 0 && (is(at - 1, "{") || is(at - 1, ","));
            if (!isNameAt(at) || isMember || isKey) {
                ++at;
                continue;
            }
            auto [path, next] = pathAt(at);
            if (is(next, "(")) { // a call: of what stands before its last name, or of a function
                const qsizetype dot = path.lastIndexOf(u'.');
                path = dot > 0 ? path.left(dot) : QString();
            }
            if (!path.isEmpty() && !reads.contains(path))
                reads.append(path);
            at = std::max(next, at + 1);
        }
        return reads;
    }

    void declare(const QString& name)
    {
        if (std::exchange(m_declared[name], true))
            return;
        m_out.locals.append(name);
    }

    void stand(const QString& name, const QString& path)
    {
        // A name that stands for two things is told apart by nobody who only reads.
        if (!m_out.paths.contains(name))
            m_out.paths.insert(name, path);
        else if (m_out.paths[name] != path)
            m_out.paths[name].clear();
    }

    /// "{ a, b: c, d = 1, ...rest }" from its brace: names that stand for members of `owner` (empty = of something
    /// unknown).
    void takePattern(size_t open, const QString& owner, const QStringList& reads)
    {
        const size_t end = behind(open);
        for (size_t at = open + 1; at + 1 < end;) {
            QString key;
            size_t target = at;
            if (is(at, "..."))
                target = at + 1;
            else if (isNameAt(at) || (at < m_pieces.size() && m_pieces[at].kind == Piece::Kind::Text))
                key = isNameAt(at) ? m_pieces[at].text : contentOf(m_pieces[at].text);
            if (!key.isEmpty() && is(at + 1, ":"))
                target = at + 2;
            const QString path = owner.isEmpty() || key.isEmpty() ? QString() : memberPath(owner, key);
            if (is(target, "{")) {
                takePattern(target, path, reads);
            } else if (isNameAt(target)) {
                const QString name = m_pieces[target].text;
                declare(name);
                if (!path.isEmpty())
                    stand(name, path);
                m_out.setters[name].push_back(
                    {m_pieces[target].line, true, path.isEmpty() ? reads : QStringList{path}});
            }
            size_t next = target;
            while (next + 1 < end && !is(next, ","))
                next = is(next, "(") || is(next, "[") || is(next, "{") ? behind(next) : next + 1;
            at = next + 1;
        }
    }

    /// main's parameter, and where its body stands.
    void findMain()
    {
        for (size_t at = 0; at + 1 < m_pieces.size(); ++at) {
            size_t open = 0;
            if (is(at, "function") && is(at + 1, "main") && is(at + 2, "("))
                open = at + 2;
            else if (is(at, "main") && is(at + 1, "="))
                open = at + 2 + (is(at + 2, "async") ? 1 : 0);
            else if (is(at, "default") && (is(at + 1, "async") || is(at + 1, "function") || is(at + 1, "(")))
                open = at + 1 + (is(at + 1, "async") ? 1 : 0);
            else
                continue;
            if (is(open, "function"))
                open += isNameAt(open + 1) ? 2 : 1;
            if (!is(open, "("))
                continue;
            const QString context = QStringLiteral("ctx");
            if (is(open + 1, "{"))
                takePattern(open + 1, context, {});
            else if (isNameAt(open + 1)) {
                declare(m_pieces[open + 1].text);
                stand(m_pieces[open + 1].text, context);
            }
            size_t body = behind(open);
            while (body < m_pieces.size() && !is(body, "{")) // a return type, an arrow
                ++body;
            m_mainFrom = body;
            m_mainTo = behind(body);
            return;
        }
    }

    void look()
    {
        if (is(m_at, "{")) {
            m_functions.push_back(opensFunction(m_at));
        } else if (is(m_at, "}")) {
            if (!m_functions.empty())
                m_functions.pop_back();
        } else if (is(m_at, "const") || is(m_at, "let") || is(m_at, "var")) {
            takeDeclaration();
        } else if (is(m_at, "function") && isNameAt(m_at + 1)) {
            declare(m_pieces[m_at + 1].text);
        } else if (is(m_at, "return") && isInMain()) {
            takeReturn();
        } else if (isNameAt(m_at) && !(m_at > 0 && (is(m_at - 1, ".") || is(m_at - 1, "?.")))) {
            takeAssignment();
            takeCallback();
        }
    }

    [[nodiscard]] bool opensFunction(size_t brace) const
    {
        if (brace == m_mainFrom)
            return false; // main's own
        if (brace > 0 && is(brace - 1, "=>"))
            return true;
        if (brace == 0 || !is(brace - 1, ")"))
            return false;
        int depth = 0;
        for (size_t at = brace; at-- > 0;) {
            if (is(at, ")"))
                ++depth;
            else if (is(at, "(") && --depth == 0)
                return at > 0 && (is(at - 1, "function") || (at > 1 && is(at - 2, "function")));
        }
        return false;
    }

    [[nodiscard]] bool isInMain() const
    {
        return m_at > m_mainFrom && m_at < m_mainTo &&
               std::find(m_functions.begin(), m_functions.end(), true) == m_functions.end();
    }

    void takeDeclaration()
    {
        for (size_t at = m_at + 1; at < m_pieces.size();) {
            if (is(at, "{") || is(at, "[")) {
                const size_t equals = behind(at);
                if (is(equals, "=")) {
                    const size_t end = endOf(equals + 1);
                    const auto [path, next] = pathAt(equals + 1);
                    if (is(at, "{"))
                        takePattern(at, isWhole(next, end) ? m_out.resolve(path) : QString(), readsIn(equals + 1, end));
                    at = end;
                } else {
                    return;
                }
            } else if (isNameAt(at)) {
                const QString name = m_pieces[at].text;
                declare(name);
                if (is(at + 1, "of")) { // for (const item of body.items)
                    const auto [path, next] = pathAt(at + 2);
                    if (!path.isEmpty() && is(next, ")"))
                        stand(name, m_out.resolve(path) + QStringLiteral("[]"));
                    return;
                }
                size_t equals = at + 1;
                while (equals < m_pieces.size() && !is(equals, "=") && !is(equals, ";") && !is(equals, ",") &&
                       !m_pieces[equals].startsLine)
                    ++equals; // a type
                if (is(equals, "=")) {
                    const size_t end = endOf(equals + 1);
                    const auto [path, next] = pathAt(equals + 1);
                    if (!path.isEmpty() && isWhole(next, end))
                        stand(name, m_out.resolve(path));
                    if (is(equals + 1, "{"))
                        m_literals.insert(name, equals + 1);
                    m_out.setters[name].push_back({m_pieces[at].line, true, readsIn(equals + 1, end)});
                    at = end;
                } else {
                    at = equals;
                }
            } else {
                return;
            }
            if (!is(at, ","))
                return;
            ++at;
        }
    }

    /// Nothing stands behind the path, or what is taken where it is missing.
    [[nodiscard]] bool isWhole(size_t next, size_t end) const
    {
        return next == end || is(next, "??") || is(next, "||");
    }

    void takeAssignment()
    {
        const auto [path, next] = pathAt(m_at);
        if (path.isEmpty() || next >= m_pieces.size() || m_pieces[next].kind != Piece::Kind::Sign)
            return;
        const QString& sign = m_pieces[next].text;
        static const QStringList comparing{QStringLiteral("=="),  QStringLiteral("==="), QStringLiteral("!="),
                                           QStringLiteral("!=="), QStringLiteral("<="),  QStringLiteral(">=")};
        if (!sign.endsWith(u'=') || comparing.contains(sign))
            return;
        if (m_at > 0 && (is(m_at - 1, "const") || is(m_at - 1, "let") || is(m_at - 1, "var")))
            return; // a declaration has been read
        const bool logical =
            sign == QLatin1String("?\?=") || sign == QLatin1String("||=") || sign == QLatin1String("&&=");
        ScriptOutline::Setter setter{m_pieces[m_at].line, !logical && !isConditional(m_at),
                                     readsIn(next + 1, endOf(next + 1))};
        if (sign != QLatin1String("="))
            setter.reads.prepend(path); // "total += x" keeps what it was
        m_out.setters[path].push_back(setter);
        // It no longer is the part of ctx that it was declared as.
        if (const auto known = m_out.paths.find(path); known != m_out.paths.end())
            known->clear();
    }

    /// Whether something on the line before decides whether this is reached.
    [[nodiscard]] bool isConditional(size_t at) const
    {
        while (at > 0 && !m_pieces[at].startsLine) {
            --at;
            if (is(at, "if") || is(at, "else") || is(at, "?") || is(at, "&&") || is(at, "||") || is(at, "??") ||
                is(at, "case") || is(at, "=>"))
                return true;
        }
        return false;
    }

    /// items.map((item) => …): the callback's parameter is an element.
    void takeCallback()
    {
        static const QStringList each{QStringLiteral("map"),      QStringLiteral("forEach"), QStringLiteral("filter"),
                                      QStringLiteral("some"),     QStringLiteral("every"),   QStringLiteral("find"),
                                      QStringLiteral("findLast"), QStringLiteral("flatMap")};
        const auto [path, next] = pathAt(m_at);
        const qsizetype dot = path.lastIndexOf(u'.');
        if (dot <= 0 || !is(next, "("))
            return;
        const QString method = path.mid(dot + 1);
        const bool reduces = method == QLatin1String("reduce");
        if (!reduces && !each.contains(method))
            return;
        size_t at = next + 1;
        at += is(at, "async") ? 1 : 0;
        at += is(at, "function") ? 1 : 0;
        at += is(at, "(") ? 1 : 0;
        at += reduces && isNameAt(at) && is(at + 1, ",") ? 2 : 0;
        if (is(at, "{")) {
            takePattern(at, m_out.resolve(path.left(dot)) + QStringLiteral("[]"), {});
        } else if (isNameAt(at) && (is(at + 1, ")") || is(at + 1, ",") || is(at + 1, "=>"))) {
            declare(m_pieces[at].text);
            stand(m_pieces[at].text, m_out.resolve(path.left(dot)) + QStringLiteral("[]"));
        }
    }

    void takeReturn()
    {
        m_out.returnLines.push_back(m_pieces[m_at].line);
        if (is(m_at + 1, "{")) {
            takeReturned(m_at + 1);
            return;
        }
        if (!isNameAt(m_at + 1))
            return;
        const auto [path, next] = pathAt(m_at + 1);
        const auto literal = m_literals.constFind(path);
        if (next != endOf(m_at + 1) || literal == m_literals.constEnd()) {
            m_out.returnsUnknown = true;
            return;
        }
        takeReturned(*literal);
        for (auto it = m_out.setters.constBegin(); it != m_out.setters.constEnd(); ++it) {
            if (it.key().startsWith(path + u'.') && it.key().count(u'.') == path.count(u'.') + 1)
                m_out.returned.push_back({it.key().mid(path.size() + 1), it.key(), m_pieces[m_at].line, {}});
        }
    }

    void takeReturned(size_t open)
    {
        const size_t end = behind(open);
        for (size_t at = open + 1; at + 1 < end;) {
            const size_t next = elementEnd(at, end);
            const Piece& first = m_pieces[at];
            if (is(at, "...")) {
                m_out.returnsUnknown = true;
            } else if (isName(first) && next == at + 1) {
                m_out.returned.push_back({first.text, first.text, first.line, {}});
            } else if (is(at + 1, ":") && first.kind != Piece::Kind::Sign) {
                const QString key = first.kind == Piece::Kind::Text ? contentOf(first.text) : first.text;
                const bool isVariable = isNameAt(at + 2) && next == at + 3;
                m_out.returned.push_back({key, isVariable ? m_pieces[at + 2].text : QString(), first.line,
                                          isVariable ? QStringList() : readsIn(at + 2, next)});
            } else {
                m_out.returnsUnknown = true;
            }
            at = next + 1;
        }
    }

    [[nodiscard]] size_t elementEnd(size_t at, size_t end) const
    {
        while (at + 1 < end && !is(at, ","))
            at = is(at, "(") || is(at, "[") || is(at, "{") ? behind(at) : at + 1;
        return std::min(at, end - 1);
    }

    std::vector<Piece> m_pieces;
    std::vector<size_t> m_behind; ///< of each opening bracket: the place behind the one that closes it
    size_t m_at = 0;
    size_t m_mainFrom = 0;
    size_t m_mainTo = 0;
    std::vector<bool> m_functions;     ///< of each open brace: whether a function other than main begins there
    QHash<QString, size_t> m_literals; ///< name → where the object stands that it was made as
    QHash<QString, bool> m_declared;   ///< what stands in locals
    ScriptOutline m_out;
};

} // namespace

QString ScriptOutline::resolve(const QString& expression) const
{
    const auto root =
        std::find_if(expression.begin(), expression.end(), [](QChar c) { return c == u'.' || c == u'['; });
    const QString name = expression.left(root - expression.begin());
    const auto known = paths.constFind(name);
    return known == paths.constEnd() || known->isEmpty() ? expression : *known + expression.mid(name.size());
}

ScriptOutline outlineOf(const QString& script, ScriptDialect dialect)
{
    return Outliner(piecesOf(script.toUtf8(), dialect)).run();
}

QString plainPath(const QString& expression)
{
    static const QRegularExpression name(QStringLiteral(R"([A-Za-z_$][\w$]*)"));
    static const QRegularExpression step(QStringLiteral(
        R"re(\s*(?:\?\.|\.)\s*([A-Za-z_$][\w$]*)|\s*(?:\?\.)?\[\s*(?:"([^"]*)"|'([^']*)'|(\d+)|[\w$]*)\s*\])re"));
    static const QRegularExpression module(QStringLiteral(R"re(^require\(\s*["'](?:node:)?([\w/]+)["']\s*\))re"));
    const QString text = expression.trimmed();
    QString path;
    qsizetype at = 0;
    if (const auto required = module.match(text); required.hasMatch()) {
        path = QStringLiteral("require(\"%1\")").arg(required.captured(1));
        at = required.capturedEnd();
    } else {
        const auto first =
            name.match(text, 0, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!first.hasMatch())
            return {};
        path = first.captured();
        at = first.capturedEnd();
    }
    while (at < text.size()) {
        const auto next =
            step.match(text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!next.hasMatch())
            return {};
        if (!next.captured(1).isEmpty())
            path += u'.' + next.captured(1);
        else if (next.capturedLength(2) >= 0 && next.capturedStart(2) >= 0)
            path = memberPath(path, next.captured(2));
        else if (next.capturedStart(3) >= 0)
            path = memberPath(path, next.captured(3));
        else
            path += QStringLiteral("[]");
        at = next.capturedEnd();
    }
    return path;
}

} // namespace hw::models
