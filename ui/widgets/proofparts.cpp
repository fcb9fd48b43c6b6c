#include "ui/widgets/proofparts.h"

#include "core/base/encoding.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/setupparts.h"
#include "ui/widgets/texttoggle.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

using models::ProofMark;
using models::ProofSpan;

namespace {

constexpr int padding = 12;
constexpr int radius = 6;
constexpr int pill = 4;         ///< room around the text of a coloured part
constexpr int longestPart = 36; ///< characters of a part before it is cut
constexpr int keptEnd = 6;
constexpr int partColumn = 80;
constexpr int meaningColumn = 208;
constexpr int digestColumn = 136;
constexpr int groupLength = 16;
constexpr int groupGap = 5;
constexpr int mostRows = 10;
constexpr int mostTextRows = 6; ///< of one line
constexpr int hexHeight = 168;
constexpr qsizetype copiedLimit = 1024 * 1024;

Token inkOf(ProofMark mark)
{
    switch (mark) {
    case ProofMark::Time: return Token::Warn;
    case ProofMark::Signature: return Token::Accent;
    case ProofMark::Id: return Token::Neutral;
    default: return Token::Text;
    }
}

std::optional<Token> fillOf(ProofMark mark)
{
    switch (mark) {
    case ProofMark::Time: return Token::WarnSoft;
    case ProofMark::Signature: return Token::AccentSoft;
    case ProofMark::Id: return Token::NeutralSoft;
    default: return std::nullopt;
    }
}

QString shortened(const QString& text)
{
    if (text.size() <= longestPart)
        return text;
    return text.left(longestPart - keptEnd - 1) + QChar(0x2026) + text.right(keptEnd);
}

void paintFrame(QPainter& painter, const Theme& theme, const QRect& rect, Token fill)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(Token::Line));
    painter.setBrush(theme.color(fill));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void fillPill(QPainter& painter, const Theme& theme, const QRect& rect, Token fill)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(fill));
    painter.drawRoundedRect(rect, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// The colours of JSON in a line: good enough for the beginning of a body, whatever it is.
QList<QTextLayout::FormatRange> jsonFormats(const Theme& theme, const QString& line)
{
    QList<QTextLayout::FormatRange> formats;
    const auto add = [&](qsizetype from, qsizetype to, Token token) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(from);
        range.length = static_cast<int>(to - from);
        range.format.setForeground(theme.color(token));
        formats.append(range);
    };
    for (qsizetype at = 0; at < line.size();) {
        const QChar c = line[at];
        qsizetype end = at + 1;
        if (c == u'"') {
            while (end < line.size() && line[end] != u'"')
                end += line[end] == u'\\' ? 2 : 1;
            end = std::min(end + 1, line.size());
            qsizetype next = end;
            while (next < line.size() && line[next].isSpace())
                ++next;
            add(at, end, next < line.size() && line[next] == u':' ? Token::Property : Token::String);
        } else if (c.isDigit() || c == u'-') {
            while (end < line.size() && (line[end].isLetterOrNumber() || line[end] == u'.' || line[end] == u'-'))
                ++end;
            add(at, end, Token::Number);
        } else if (c.isLetter()) {
            while (end < line.size() && line[end].isLetter())
                ++end;
            const QStringView word = QStringView(line).mid(at, end - at);
            if (word == u"true" || word == u"false" || word == u"null")
                add(at, end, Token::Keyword);
        }
        at = end;
    }
    return formats;
}

} // namespace

ProofHeaders::ProofHeaders(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("proofHeaders"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void ProofHeaders::setHeaders(const std::vector<models::ProofHeader>& headers)
{
    m_pieces.clear();
    QStringList lines;
    for (const models::ProofHeader& header : headers) {
        lines.append(header.name + QStringLiteral(": ") + header.value);
        m_pieces.push_back({header.name + QStringLiteral(": "), ProofMark::None, true});
        qsizetype at = 0;
        for (const ProofSpan& span : header.spans) {
            if (span.offset > at)
                m_pieces.push_back({shortened(header.value.mid(at, span.offset - at)), ProofMark::None, false});
            m_pieces.push_back({shortened(header.value.mid(span.offset, span.length)), span.mark, false});
            at = span.offset + span.length;
        }
        if (at < header.value.size())
            m_pieces.push_back({shortened(header.value.mid(at)), ProofMark::None, false});
    }
    setAccessibleName(lines.join(u'\n'));
    setToolTip(lines.join(u'\n'));
    updateGeometry();
    update();
}

template<typename Visit>
int ProofHeaders::place(int width, Visit visit) const
{
    const QFontMetrics metrics(m_theme.font(TextRole::Code));
    const int line = m_theme.lineHeight(TextRole::Code) + 4;
    int x = padding;
    int y = padding - 2;
    for (const Piece& piece : m_pieces) {
        const int room = fillOf(piece.mark) ? 2 * pill : 0;
        const int wide = metrics.horizontalAdvance(piece.text) + room;
        const bool first = &piece == &m_pieces.front();
        if ((piece.startsLine && !first) || (x > padding && x + wide > width - padding)) {
            x = padding;
            y += line;
        }
        visit(piece, QRect(x, y, wide, line));
        x += wide;
    }
    return y + line + padding - 2;
}

int ProofHeaders::heightForWidth(int width) const
{
    return place(width, [](const Piece&, const QRect&) {});
}

QSize ProofHeaders::sizeHint() const
{
    return {480, heightForWidth(480)};
}

void ProofHeaders::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFrame(painter, m_theme, rect(), Token::Sunken);
    place(width(), [&](const Piece& piece, const QRect& rect) {
        if (const auto fill = fillOf(piece.mark))
            fillPill(painter, m_theme, rect.adjusted(1, 1, -1, -1), *fill);
        const int inner = fillOf(piece.mark) ? pill : 0;
        paintLine(painter, m_theme, rect.adjusted(inner, 0, 0, 0), piece.text, TextRole::Code,
                  piece.mark == ProofMark::None ? Token::Text2 : inkOf(piece.mark));
    });
}

ProofTable::ProofTable(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("proofParts"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void ProofTable::setParts(const std::vector<models::ProofPart>& parts)
{
    m_parts = parts;
    QStringList lines;
    for (const models::ProofPart& part : parts)
        lines.append(QStringList{part.part, part.meaning, part.value, part.note}.join(QStringLiteral(", ")));
    setAccessibleName(lines.join(u'\n'));
    updateGeometry();
    update();
}

QSize ProofTable::sizeHint() const
{
    return {480, m_theme.height(Height::Row) * (static_cast<int>(m_parts.size()) + 1) + 2};
}

void ProofTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    paintFrame(painter, m_theme, rect(), Token::Base);
    const int row = m_theme.height(Height::Row);
    const QRect header(1, 1, width() - 2, row);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::Sunken));
    painter.drawRoundedRect(header, radius - 1, radius - 1);
    painter.fillRect(header.adjusted(0, row / 2, 0, 0), m_theme.color(Token::Sunken));
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto cell = [&](int y, int from, int to) { return QRect(from, y, std::max(0, to - from), row); };
    const int end = width() - padding;
    paintLine(painter, m_theme, cell(1, padding, partColumn), tr("Part"), TextRole::Secondary, Token::Text3);
    paintLine(painter, m_theme, cell(1, partColumn, meaningColumn), tr("Meaning"), TextRole::Secondary, Token::Text3);
    paintLine(painter, m_theme, cell(1, meaningColumn, end), tr("Value"), TextRole::Secondary, Token::Text3);
    const QFont mono = m_theme.font(TextRole::Mono);
    const QFontMetrics metrics(mono);
    int y = 1 + row;
    for (const models::ProofPart& part : m_parts) {
        painter.fillRect(QRect(1, y - 1, width() - 2, 1), m_theme.color(y == 1 + row ? Token::Line : Token::Grid));
        const QString name = metrics.elidedText(part.part, Qt::ElideRight, partColumn - padding - 2 * pill - 6);
        const int wide = metrics.horizontalAdvance(name) + 2 * pill + 2;
        if (const auto fill = fillOf(part.mark))
            fillPill(painter, m_theme, QRect(padding, y + (row - 22) / 2, wide, 22), *fill);
        paintLine(painter, m_theme, cell(y, padding + pill + 1, partColumn), name, TextRole::Mono,
                  part.mark == ProofMark::None ? Token::Text2 : inkOf(part.mark));
        paintLine(painter, m_theme, cell(y, partColumn, meaningColumn - 8), part.meaning, TextRole::Body, Token::Text2);
        const int noteWidth =
            part.note.isEmpty() ? 0 : QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(part.note) + 12;
        const int valueWidth =
            std::max(48, std::min(metrics.horizontalAdvance(part.value) + 1, end - meaningColumn - noteWidth));
        paintLine(painter, m_theme, cell(y, meaningColumn, meaningColumn + valueWidth), part.value, TextRole::Mono,
                  Token::Text);
        paintLine(painter, m_theme, cell(y, meaningColumn + valueWidth + 12, end), part.note, TextRole::Body,
                  part.tone == models::Tone::Plain ? Token::Text2 : textTokenOf(part.tone));
        y += row;
    }
}

bool ProofTable::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = (help->pos().y() - 1) / m_theme.height(Height::Row) - 1;
    if (row >= 0 && row < static_cast<int>(m_parts.size()))
        QToolTip::showText(help->globalPos(), m_parts[static_cast<size_t>(row)].value, this);
    return true;
}

ProofText::ProofText(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setObjectName(QStringLiteral("proofText"));
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void ProofText::setContent(const models::ProofContent& content)
{
    m_content = content;
    const QByteArray shown = content.bytes.left(16 * 1024);
    const QString text = isUtf8(content.bytes) ? QString::fromUtf8(shown) : QString::fromLatin1(shown);
    // What is coloured stands at the beginning and is ASCII: its offsets in bytes are those in characters.
    m_spans = content.spans;
    m_lines = text.split(u'\n');
    m_offsets.clear();
    qsizetype at = 0;
    for (QString& line : m_lines) {
        m_offsets.push_back(at);
        at += line.size() + 1;
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    setAccessibleName(text.left(1000));
    updateGeometry();
    update();
}

int ProofText::gutter() const
{
    return padding + QFontMetrics(m_theme.font(TextRole::Code)).horizontalAdvance(QStringLiteral("00")) + 8;
}

int ProofText::breakLine(QTextLayout& layout, qsizetype line, int width) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAnywhere);
    // The limit is that of the rows that are shown; more would only be measured.
    const QString text = m_lines[line].left(mostTextRows * std::max(1, width / 4));
    layout.setText(text);
    layout.setFont(m_theme.font(TextRole::Code));
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats = jsonFormats(m_theme, text);
    for (const ProofSpan& span : m_spans) {
        const qsizetype from = span.offset - m_offsets[static_cast<size_t>(line)];
        const auto fill = fillOf(span.mark);
        if (!fill || from < 0 || from >= text.size())
            continue;
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(from);
        range.length = static_cast<int>(std::min(span.length, text.size() - from));
        range.format.setForeground(m_theme.color(inkOf(span.mark)));
        range.format.setBackground(m_theme.color(*fill));
        formats.append(range);
    }
    layout.setFormats(formats);
    const int high = m_theme.lineHeight(TextRole::Code);
    int rows = 0;
    layout.beginLayout();
    for (QTextLine one = layout.createLine(); one.isValid() && rows < mostTextRows; one = layout.createLine()) {
        one.setLineWidth(width);
        one.setPosition({0, rows * high + (high - one.height()) / 2});
        ++rows;
    }
    layout.endLayout();
    return std::max(1, rows);
}

int ProofText::heightForWidth(int width) const
{
    const int high = m_theme.lineHeight(TextRole::Code);
    int rows = 0;
    for (qsizetype line = 0; line < m_lines.size() && rows < mostRows; ++line) {
        QTextLayout layout;
        rows += breakLine(layout, line, width - gutter() - padding);
    }
    const bool hasMore = m_content.size > m_content.bytes.size() || rows >= mostRows;
    return std::min(rows, mostRows) * high + (hasMore ? high : 0) + 2 * padding - 8;
}

QSize ProofText::sizeHint() const
{
    return {480, heightForWidth(480)};
}

void ProofText::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFrame(painter, m_theme, rect(), Token::Sunken);
    const int high = m_theme.lineHeight(TextRole::Code);
    const int left = gutter();
    int rows = 0;
    qsizetype shown = 0; // characters
    painter.setClipRect(rect().adjusted(1, 1, -1, -1));
    for (qsizetype line = 0; line < m_lines.size() && rows < mostRows; ++line) {
        QTextLayout layout;
        const int taken = breakLine(layout, line, width() - left - padding);
        const int y = padding - 4 + rows * high;
        paintLine(painter, m_theme, {padding, y, left - padding - 8, high}, QString::number(line + 1), TextRole::Code,
                  Token::Text3, Qt::AlignRight | Qt::AlignVCenter);
        const int fits = std::min(taken, mostRows - rows);
        painter.save();
        painter.setClipRect(QRect(left, y, width() - left, fits * high));
        painter.setPen(m_theme.color(Token::Text));
        layout.draw(&painter, QPointF(left, y));
        painter.restore();
        const QTextLine last =
            layout.lineCount() > 0 ? layout.lineAt(std::min(fits, layout.lineCount()) - 1) : QTextLine();
        shown = m_offsets[static_cast<size_t>(line)] + (last.isValid() ? last.textStart() + last.textLength() : 0);
        rows += fits;
    }
    const QString text = m_lines.join(u'\n');
    const bool isText = isUtf8(m_content.bytes);
    const qint64 rest = m_content.size - (isText ? text.left(shown).toUtf8().size() : shown);
    if (rest > 1)
        paintLine(painter, m_theme, {left, padding - 4 + rows * high, width() - left - padding, high},
                  tr("\u2026 %1 more bytes").arg(QLocale().toString(rest)), TextRole::Code, Token::Text3);
}

ProofPayload::ProofPayload(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_controls(new QWidget)
    , m_text(new TextToggle(theme, tr("Text")))
    , m_hex(new TextToggle(theme, tr("Hex")))
    , m_copy(new CopyButton(theme, tr("Copy what was signed")))
    , m_asText(new ProofText(theme))
    , m_asHex(new HexView(theme))
{
    setObjectName(QStringLiteral("proofPayload"));
    m_text->setObjectName(QStringLiteral("proofAsText"));
    m_hex->setObjectName(QStringLiteral("proofAsHex"));
    m_text->setChecked(true);
    auto* group = new QButtonGroup(this);
    group->addButton(m_text, 0);
    group->addButton(m_hex, 1);
    auto* row = new QHBoxLayout(m_controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_text);
    row->addWidget(m_hex);
    row->addWidget(m_copy);
    m_asHex->setAccessibleName(tr("What was signed, in hexadecimal digits"));
    m_asHex->setFixedHeight(hexHeight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_asText);
    column->addWidget(m_asHex);
    m_asHex->hide();
    connect(group, &QButtonGroup::idClicked, this, [this](int id) {
        m_asText->setVisible(id == 0);
        m_asHex->setVisible(id == 1);
    });
}

void ProofPayload::setContent(const models::ProofContent& content)
{
    m_asText->setContent(content);
    m_asHex->setBytes(content.bytes);
    m_copy->setCopied(isUtf8(content.bytes) ? QString::fromUtf8(content.bytes.left(copiedLimit))
                                            : QString::fromLatin1(content.bytes.left(copiedLimit)));
}

ProofDigests::ProofDigests(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("proofDigests"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void ProofDigests::setDigests(const std::vector<models::ProofDigest>& digests)
{
    m_digests = digests;
    QStringList lines;
    for (const models::ProofDigest& digest : digests)
        lines.append(QStringList{digest.label, digest.digest, digest.isRight ? tr("right") : tr("different")}.join(
            QStringLiteral(", ")));
    setAccessibleName(lines.join(u'\n'));
    setToolTip(lines.join(u'\n'));
    updateGeometry();
    update();
}

int ProofDigests::groupWidth() const
{
    return QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(QString(groupLength, u'0')) + 2;
}

int ProofDigests::linesOf(const models::ProofDigest& digest, int width) const
{
    const int groups = (static_cast<int>(digest.digest.size()) + groupLength - 1) / groupLength;
    const int across = std::max(1, (width - digestColumn - padding + groupGap) / (groupWidth() + groupGap));
    return std::max(1, (groups + across - 1) / across);
}

int ProofDigests::heightForWidth(int width) const
{
    const int line = m_theme.height(Height::DetailRow);
    int high = 2;
    for (const models::ProofDigest& digest : m_digests)
        high += linesOf(digest, width) * line + 12;
    return high;
}

QSize ProofDigests::sizeHint() const
{
    return {480, heightForWidth(480)};
}

void ProofDigests::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    paintFrame(painter, m_theme, rect(), Token::Base);
    const int line = m_theme.height(Height::DetailRow);
    const int across = std::max(1, (width() - digestColumn - padding + groupGap) / (groupWidth() + groupGap));
    int y = 1;
    for (const models::ProofDigest& digest : m_digests) {
        if (y > 1)
            painter.fillRect(QRect(1, y - 1, width() - 2, 1), m_theme.color(Token::Grid));
        const int lines = linesOf(digest, width());
        const QFontMetrics metrics(m_theme.font(TextRole::Body));
        paintLine(painter, m_theme, {padding, y + 6, digestColumn - padding - 8, line},
                  metrics.elidedText(digest.label, Qt::ElideMiddle, digestColumn - padding - 8), TextRole::Body,
                  Token::Text2);
        // Digits run from left to right where the names stand on the right, too.
        const int left = isRightToLeft() ? padding : digestColumn;
        const Upright upright(painter);
        for (int group = 0; group * groupLength < digest.digest.size(); ++group) {
            const QString text = digest.digest.mid(group * groupLength, groupLength);
            const QRect cell(left + (group % across) * (groupWidth() + groupGap), y + 6 + group / across * line + 2,
                             groupWidth(), line - 4);
            painter.fillRect(cell, m_theme.color(digest.isRight ? Token::AddedFill : Token::RemovedFill));
            paintLine(painter, m_theme, cell.adjusted(1, 0, 0, 0), text, TextRole::Mono, Token::Text);
        }
        y += lines * line + 12;
    }
}

} // namespace hw::widgets
