#include "ui/widgets/guidehtml.h"

#include <algorithm>

namespace hw::widgets {

using models::GuideBlock;
using models::GuidePage;
using models::GuideSpan;

namespace {

QString htmlOf(const QString& marked)
{
    QString html;
    for (const GuideSpan& span : models::guideSpans(marked)) {
        const QString text = span.text.toHtmlEscaped();
        switch (span.kind) {
        case GuideSpan::Kind::Text: html += text; break;
        case GuideSpan::Kind::Code: html += QStringLiteral("<code>%1</code>").arg(text); break;
        case GuideSpan::Kind::Strong: html += QStringLiteral("<b>%1</b>").arg(text); break;
        case GuideSpan::Kind::Link:
            html += QStringLiteral("<a href=\"%1\">%2</a>")
                        .arg(guideUrl(span.target).toString(QUrl::FullyEncoded).toHtmlEscaped(), text);
            break;
        }
    }
    return html;
}

/// A cell gives code its ground, which a paragraph cannot do with room around it.
QString codeOf(const QString& code, const Theme& theme)
{
    return QStringLiteral("<table class=\"code\" width=\"100%\" cellpadding=\"8\" cellspacing=\"0\" bgcolor=\"%1\"><tr>"
                          "<td><pre>%2</pre></td></tr></table>")
        .arg(theme.color(Token::Sunken).name(), code.toHtmlEscaped());
}

QString listOf(const GuideBlock& block, const Theme& theme)
{
    const bool isSteps = block.kind == GuideBlock::Kind::Steps;
    const bool hasCode = std::any_of(block.items.begin(), block.items.end(),
                                     [](const models::GuideItem& item) { return !item.code.isEmpty(); });
    QString html;
    if (hasCode) {
        // A list does not go on after code: it would begin with 1 again.
        int number = 0;
        for (const models::GuideItem& item : block.items) {
            ++number;
            html += QStringLiteral("<p><b>%1</b>&nbsp;&nbsp;%2</p>")
                        .arg(isSteps ? QString::number(number) : QStringLiteral("•"), htmlOf(item.text));
            if (!item.code.isEmpty())
                html += codeOf(item.code, theme);
        }
        return html;
    }
    for (const models::GuideItem& item : block.items)
        html += QStringLiteral("<li>%1</li>").arg(htmlOf(item.text));
    return isSteps ? QStringLiteral("<ol>%1</ol>").arg(html) : QStringLiteral("<ul>%1</ul>").arg(html);
}

QString tableOf(const GuideBlock& block, const Theme& theme)
{
    QString html = QStringLiteral("<table class=\"facts\" width=\"100%\" cellpadding=\"6\" cellspacing=\"0\">");
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
        const bool isHead = row == 0;
        html += isHead ? QStringLiteral("<tr bgcolor=\"%1\">").arg(theme.color(Token::Sunken).name())
                       : QStringLiteral("<tr>");
        for (const QString& cell : block.rows[row])
            html += QStringLiteral("<td class=\"%1\">%2</td>")
                        .arg(isHead ? QLatin1String("head") : QLatin1String("cell"), htmlOf(cell));
        html += QLatin1String("</tr>");
    }
    return html + QLatin1String("</table>");
}

} // namespace

QUrl guideUrl(const QString& target)
{
    return target.contains(QLatin1String("://")) ? QUrl(target) : QUrl(QStringLiteral("guide:") + target);
}

QString guideStyle(const Theme& theme)
{
    const auto pixels = [&](TextRole role) { return QString::number(theme.font(role).pixelSize()); };
    return QStringLiteral("body { color: %1; font-family: '%2'; font-size: %3px; }"
                          "h1 { font-size: %4px; font-weight: 600; margin-top: 4px; margin-bottom: 8px; }"
                          "h2 { font-size: %5px; font-weight: 600; margin-top: 24px; margin-bottom: 6px; }"
                          "p { margin-top: 6px; margin-bottom: 6px; line-height: 150%; }"
                          "li { margin-top: 4px; margin-bottom: 4px; line-height: 150%; }"
                          "a { color: %6; text-decoration: none; }"
                          "code, pre { font-family: '%7'; font-size: %8px; }"
                          "pre { line-height: 140%; margin: 0; }"
                          "table { margin-top: 8px; margin-bottom: 12px; }"
                          "table.facts { border-collapse: collapse; border-style: solid; border-width: 1px; "
                          "border-color: %9; }")
               .arg(theme.color(Token::Text).name(), theme.font(TextRole::Body).family(), pixels(TextRole::Body),
                    pixels(TextRole::PageTitle), pixels(TextRole::SectionTitle), theme.color(Token::Accent).name(),
                    theme.font(TextRole::Code).family(), pixels(TextRole::Mono), theme.color(Token::Line).name()) +
           QStringLiteral("td.head { color: %1; font-weight: 500; font-size: %2px; border-style: solid; "
                          "border-width: 1px; border-color: %3; }"
                          "td.cell { border-style: solid; border-width: 1px; border-color: %3; }")
               .arg(theme.color(Token::Text3).name(), pixels(TextRole::Secondary), theme.color(Token::Line).name());
}

QString guideHtml(const GuidePage& page, const Theme& theme)
{
    QString html = QStringLiteral("<html><body><h1>%1</h1>").arg(page.title.toHtmlEscaped());
    for (const GuideBlock& block : page.blocks) {
        switch (block.kind) {
        case GuideBlock::Kind::Heading:
            html +=
                QStringLiteral("<h2><a name=\"%1\"></a>%2</h2>").arg(block.anchor.toHtmlEscaped(), htmlOf(block.text));
            break;
        case GuideBlock::Kind::Paragraph: html += QStringLiteral("<p>%1</p>").arg(htmlOf(block.text)); break;
        case GuideBlock::Kind::Code: html += codeOf(block.text, theme); break;
        case GuideBlock::Kind::Steps:
        case GuideBlock::Kind::Bullets: html += listOf(block, theme); break;
        case GuideBlock::Kind::Table: html += tableOf(block, theme); break;
        }
    }
    return html + QLatin1String("</body></html>");
}

} // namespace hw::widgets
