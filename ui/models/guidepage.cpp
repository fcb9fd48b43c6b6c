#include "ui/models/guidepage.h"

#include <QRegularExpression>

namespace hw::models {

namespace {

constexpr QStringView marks = u"`*[]\\";

/// The lines of a page, read one after the other.
class Reader
{
public:
    Reader(GuidePage& page, const QString& markdown)
        : m_page(page)
        , m_lines(markdown.split(u'\n'))
    {}

    void read()
    {
        while (m_at < m_lines.size())
            readBlock();
        endParagraph();
    }

private:
    void readBlock()
    {
        static const QRegularExpression heading(QStringLiteral("^## (.*?)(?: \\{#([\\w-]+)\\})?$"));
        static const QRegularExpression point(QStringLiteral("^(?:-|(\\d+)\\.) (.*)$"));
        const QString line = m_lines[m_at++];
        if (line.startsWith(QLatin1String("# "))) {
            m_page.title = line.mid(2);
        } else if (const auto found = heading.match(line); found.hasMatch()) {
            endParagraph();
            const QString anchor = found.captured(2);
            m_page.blocks.push_back({GuideBlock::Kind::Heading, found.captured(1),
                                     anchor.isEmpty() ? guideAnchor(found.captured(1)) : anchor});
        } else if (line.startsWith(QLatin1String("```"))) {
            endParagraph();
            m_page.blocks.push_back({GuideBlock::Kind::Code, fenced(0)});
        } else if (line.startsWith(QLatin1String("   ```"))) {
            const QString code = fenced(3);
            if (!m_page.blocks.empty() && !m_page.blocks.back().items.empty())
                m_page.blocks.back().items.back().code = code;
        } else if (line.startsWith(u'|')) {
            endParagraph();
            readTable(line);
        } else if (const auto item = point.match(line); item.hasMatch()) {
            endParagraph();
            addPoint(item.captured(1).isEmpty() ? GuideBlock::Kind::Bullets : GuideBlock::Kind::Steps,
                     item.captured(2));
        } else if (line.trimmed().isEmpty()) {
            endParagraph();
        } else {
            m_paragraph.append(line.trimmed());
        }
    }

    void addPoint(GuideBlock::Kind kind, QString text)
    {
        while (m_at < m_lines.size() && m_lines[m_at].startsWith(QLatin1String("  ")) &&
               !m_lines[m_at].trimmed().startsWith(QLatin1String("```")))
            text += u' ' + m_lines[m_at++].trimmed();
        auto& blocks = m_page.blocks;
        if (blocks.empty() || blocks.back().kind != kind)
            blocks.push_back({kind});
        blocks.back().items.push_back({text});
    }

    void readTable(const QString& first)
    {
        GuideBlock table{GuideBlock::Kind::Table};
        table.rows.push_back(cells(first));
        ++m_at; // the line of dashes
        while (m_at < m_lines.size() && m_lines[m_at].startsWith(u'|'))
            table.rows.push_back(cells(m_lines[m_at++]));
        m_page.blocks.push_back(std::move(table));
    }

    static QStringList cells(const QString& line)
    {
        QStringList found;
        QString cell;
        for (qsizetype i = 1; i < line.size(); ++i) {
            if (line[i] == u'|') {
                found.append(cell.trimmed());
                cell.clear();
            } else if (line[i] == u'\\' && i + 1 < line.size() && line[i + 1] == u'|') {
                cell += line[++i];
            } else {
                cell += line[i];
            }
        }
        return found;
    }

    QString fenced(qsizetype indentation)
    {
        QStringList lines;
        while (m_at < m_lines.size()) {
            const QString line = m_lines[m_at++].mid(indentation);
            if (line.startsWith(QLatin1String("```")))
                break;
            lines.append(line);
        }
        return lines.join(u'\n');
    }

    void endParagraph()
    {
        if (!m_paragraph.isEmpty())
            m_page.blocks.push_back({GuideBlock::Kind::Paragraph, m_paragraph.join(u' ')});
        m_paragraph.clear();
    }

    GuidePage& m_page;
    QStringList m_lines;
    QStringList m_paragraph;
    qsizetype m_at = 0;
};

} // namespace

std::vector<GuideSpan> guideSpans(const QString& marked)
{
    std::vector<GuideSpan> spans;
    QString text;
    const auto add = [&](GuideSpan span) {
        if (!text.isEmpty())
            spans.push_back({GuideSpan::Kind::Text, text});
        text.clear();
        spans.push_back(std::move(span));
    };
    const qsizetype size = marked.size();
    for (qsizetype i = 0; i < size; ++i) {
        const QChar c = marked[i];
        if (c == u'\\' && i + 1 < size && marks.contains(marked[i + 1])) {
            text += marked[++i];
            continue;
        }
        if (c == u'`') {
            // Two of them enclose a text that has one.
            const QString fence = marked.mid(i, 2) == QLatin1String("``") ? QStringLiteral("``") : QStringLiteral("`");
            const qsizetype begin = i + fence.size();
            const qsizetype end = marked.indexOf(fence, begin);
            if (end > begin) {
                add({GuideSpan::Kind::Code, marked.mid(begin, end - begin)});
                i = end + fence.size() - 1;
                continue;
            }
        } else if (marked.mid(i, 2) == QLatin1String("**")) {
            const qsizetype end = marked.indexOf(QLatin1String("**"), i + 2);
            if (end > i + 2) {
                add({GuideSpan::Kind::Strong, marked.mid(i + 2, end - i - 2)});
                i = end + 1;
                continue;
            }
        } else if (c == u'[') {
            const qsizetype middle = marked.indexOf(QLatin1String("]("), i);
            const qsizetype end = middle < 0 ? -1 : marked.indexOf(u')', middle);
            if (end > 0) {
                add({GuideSpan::Kind::Link, marked.mid(i + 1, middle - i - 1),
                     marked.mid(middle + 2, end - middle - 2)});
                i = end;
                continue;
            }
        }
        text += c;
    }
    if (!text.isEmpty())
        spans.push_back({GuideSpan::Kind::Text, text});
    return spans;
}

QString guidePlain(const QString& marked)
{
    QString plain;
    for (const GuideSpan& span : guideSpans(marked))
        plain += span.text;
    return plain;
}

QString guideLiteral(const QString& text)
{
    QString literal;
    for (const QChar c : text) {
        if (marks.contains(c))
            literal += u'\\';
        literal += c;
    }
    return literal;
}

QString guideCode(const QString& text)
{
    if (text.isEmpty())
        return {};
    return text.contains(u'`') ? QStringLiteral("``%1``").arg(text) : QStringLiteral("`%1`").arg(text);
}

QString guideAnchor(const QString& heading)
{
    static const QRegularExpression other(QStringLiteral("[^\\p{L}\\p{N}]+"));
    QString anchor = guidePlain(heading).toLower().replace(other, QStringLiteral("-"));
    while (anchor.startsWith(u'-'))
        anchor.remove(0, 1);
    while (anchor.endsWith(u'-'))
        anchor.chop(1);
    return anchor;
}

GuidePage readGuidePage(const QString& id, const QString& group, const QString& markdown)
{
    GuidePage page{id, group, {}, {}};
    Reader(page, markdown).read();
    return page;
}

} // namespace hw::models
