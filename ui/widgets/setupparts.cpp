#include "ui/widgets/setupparts.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/mirror.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int cardHeight = 56;
constexpr int cardPadding = 12;
constexpr int glyphSide = 32;
constexpr int glyphGap = 12;
constexpr int narrowestCheck = 96;
constexpr int iconSide = 16;
constexpr int stepHeight = 44;
constexpr int stepDisc = 20;
constexpr qreal cardRadius = 6;
constexpr qreal rowRadius = 5;
constexpr std::chrono::milliseconds copiedFor{2000};

void paintFocus(QPainter& painter, const Theme& theme, const QRect& rect)
{
    painter.setPen(QPen(theme.color(Token::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), rowRadius, rowRadius);
}

int grown(const Theme& theme)
{
    return theme.height(Height::Row) - 28;
}

} // namespace

ProviderCard::ProviderCard(const Theme& theme, const SourceGlyph& glyph, const QString& name, const QString& note,
                           QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_glyph(glyph)
    , m_note(note)
{
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(note);
    setToolTip(note);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

QSize ProviderCard::sizeHint() const
{
    return {187, cardHeight + 2 * grown(m_theme)};
}

QSize ProviderCard::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void ProviderCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = underMouse() || isDown();
    painter.setPen(m_theme.color(isChecked() ? Token::Accent : Token::Line));
    painter.setBrush(m_theme.color(isChecked() ? Token::AccentSoft : hot ? Token::Hover : Token::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cardRadius, cardRadius);
    const auto visual = [this](const QRect& part) { return QStyle::visualRect(layoutDirection(), rect(), part); };

    paintSourceGlyph(painter, m_theme, m_glyph,
                     visual(QRect(cardPadding, (height() - glyphSide) / 2, glyphSide, glyphSide)));
    int end = width() - cardPadding;
    if (isChecked()) {
        end -= iconSide;
        m_theme.paintIcon(painter, visual(QRect(end, (height() - iconSide) / 2, iconSide, iconSide)), Icon::Check,
                          Token::Accent);
        end -= 4;
    }
    const int start = cardPadding + glyphSide + glyphGap;
    const int nameHeight = m_theme.lineHeight(TextRole::BodyStrong);
    const int noteHeight = m_theme.lineHeight(TextRole::Small);
    const int top = (height() - nameHeight - noteHeight) / 2;
    const Qt::Alignment align = Qt::AlignVCenter | Qt::AlignLeft;
    painter.setFont(m_theme.font(TextRole::BodyStrong));
    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(visual(QRect(start, top, end - start, nameHeight)), align,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, end - start));
    painter.setFont(m_theme.font(TextRole::Small));
    painter.setPen(m_theme.color(Token::Text2));
    painter.drawText(visual(QRect(start, top + nameHeight, end - start, noteHeight)), align,
                     painter.fontMetrics().elidedText(m_note, Qt::ElideRight, end - start));
    if (hasFocus())
        paintFocus(painter, m_theme, rect());
}

StepButton::StepButton(const Theme& theme, int number, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_number(number)
{
    setText(name);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
    tell();
}

void StepButton::setNote(const QString& note)
{
    m_note = note;
    tell();
}

void StepButton::setDone(bool done)
{
    m_done = done;
    tell();
}

void StepButton::tell()
{
    setAccessibleName(tr("Step %1, %2").arg(m_number).arg(text()));
    setAccessibleDescription(m_done ? tr("Done. %1").arg(m_note) : m_note);
    update();
}

QSize StepButton::sizeHint() const
{
    return {176, stepHeight + 2 * grown(m_theme)};
}

void StepButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || (underMouse() && isEnabled())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(isChecked() ? Token::Sel : Token::Hover));
        painter.drawRoundedRect(rect(), rowRadius, rowRadius);
    }
    const auto visual = [this](const QRect& part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const QRect disc = visual(QRect(12, (height() - stepDisc) / 2, stepDisc, stepDisc));
    const bool checkMark = m_done && !isChecked();
    const Token fill = isChecked() ? Token::Accent : checkMark ? Token::OkSoft : Token::Base;
    painter.setPen(isChecked() || checkMark ? QPen(Qt::NoPen) : QPen(m_theme.color(Token::Line2)));
    painter.setBrush(m_theme.color(fill));
    painter.drawEllipse(QRectF(disc).adjusted(0.5, 0.5, -0.5, -0.5));
    if (checkMark) {
        m_theme.paintIcon(painter, QRectF(disc).adjusted(4, 4, -4, -4), Icon::Check, Token::Ok);
    } else {
        painter.setFont(m_theme.font(TextRole::Secondary));
        painter.setPen(m_theme.color(isChecked() ? Token::OnAccent : isEnabled() ? Token::Text2 : Token::Disabled));
        painter.drawText(disc, Qt::AlignCenter, QString::number(m_number));
    }
    const int start = 12 + stepDisc + 8;
    const int room = width() - start - 8;
    const int nameHeight = m_theme.lineHeight(TextRole::Body);
    const int noteHeight = m_note.isEmpty() ? 0 : m_theme.lineHeight(TextRole::Small);
    const int top = (height() - nameHeight - noteHeight) / 2;
    const Qt::Alignment align = Qt::AlignVCenter | Qt::AlignLeft;
    painter.setFont(m_theme.font(isChecked() ? TextRole::BodyStrong : TextRole::Body));
    painter.setPen(m_theme.color(!isEnabled() ? Token::Disabled : isChecked() ? Token::Text : Token::Text2));
    painter.drawText(visual(QRect(start, top, room, nameHeight)), align, text());
    painter.setFont(m_theme.font(TextRole::Small));
    painter.setPen(m_theme.color(isEnabled() ? Token::Text2 : Token::Disabled));
    painter.drawText(visual(QRect(start, top + nameHeight, room, noteHeight)), align,
                     painter.fontMetrics().elidedText(m_note, Qt::ElideRight, room));
    if (hasFocus())
        paintFocus(painter, m_theme, rect());
}

CopyButton::CopyButton(const Theme& theme, const QString& accessibleName, QWidget* parent)
    : QWidget(parent)
    , m_button(new ToolButton(theme, Icon::Copy))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_button);
    m_button->setObjectName(QStringLiteral("copy"));
    m_button->setButtonSize(ButtonSize::Small);
    m_button->setAccessibleName(accessibleName);
    m_button->setToolTip(tr("Copy"));
    m_back.setSingleShot(true);
    m_back.setInterval(copiedFor);
    connect(m_button, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_text);
        m_button->setIconName(Icon::Check);
        m_button->setToolTip(tr("Copied"));
        m_back.start();
    });
    connect(&m_back, &QTimer::timeout, this, [this] {
        m_button->setIconName(Icon::Copy);
        m_button->setToolTip(tr("Copy"));
    });
}

CodeBox::CodeBox(const Theme& theme, const QString& code, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_code(code)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(marginsFromStart(12, 0, 4, 0));
    layout->setSpacing(8);
    auto* text = new Label(theme, breakable(code), TextRole::Code);
    text->setWordWrap(true);
    text->setAccessibleName(code);
    auto* copy = new CopyButton(theme, tr("Copy %1").arg(code));
    copy->setCopied(code);
    text->setContentsMargins(0, 6, 0, 6);
    layout->addWidget(text, 1);
    layout->addWidget(copy);
    setMinimumHeight(theme.height(Height::WizardField));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void CodeBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Line));
    painter.setBrush(m_theme.color(Token::Sunken));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), rowRadius, rowRadius);
}

CheckLine::CheckLine(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new Label(theme, {}))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(marginsFromStart(iconSide + 8, 4, 0, 4));
    m_label->setWordWrap(true);
    m_label->setMinimumWidth(narrowestCheck); // words that are longer are broken
    m_label->setMinimumHeight(theme.lineHeight(TextRole::Body));
    layout->addWidget(m_label);
}

void CheckLine::show(Icon icon, Token ink, const QString& text, Token textInk)
{
    m_icon = icon;
    m_ink = ink;
    if (m_label->text() != text)
        m_label->setText(text);
    m_label->setToken(textInk);
    setAccessibleName(text);
    update();
}

void CheckLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect icon(0, 4 + (m_theme.lineHeight(TextRole::Body) - iconSide) / 2, iconSide, iconSide);
    m_theme.paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), icon), m_icon, m_ink);
}

ChipLabel::ChipLabel(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChipLabel::setChip(const Chip& chip)
{
    m_chip = chip;
    setAccessibleName(chip.text);
    setToolTip(chip.text);
    updateGeometry();
    update();
}

QSize ChipLabel::sizeHint() const
{
    return m_chip.text.isEmpty() ? QSize(0, m_theme.height(Height::Chip)) : chipSize(m_theme, m_chip);
}

void ChipLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_chip.text.isEmpty())
        paintChip(painter, m_theme, m_chip, rect(), 0);
}

ChipDot::ChipDot(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(8, 16);
}

void ChipDot::setDot(Token token)
{
    m_token = token;
    update();
}

void ChipDot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintDot(painter, m_theme, m_token, DotShape::Filled, QRectF(rect()).center());
}

WaitBar::WaitBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(4);
}

void WaitBar::setSeconds(qint64 seconds)
{
    m_seconds = seconds;
    update();
}

void WaitBar::setFull(bool full)
{
    m_full = full;
    update();
}

void WaitBar::paintEvent(QPaintEvent*)
{
    constexpr int places = 8;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::NeutralSoft));
    painter.drawRoundedRect(rect(), 2, 2);
    painter.setBrush(m_theme.color(m_full ? Token::OkBar : Token::Accent));
    if (m_full) {
        painter.drawRoundedRect(rect(), 2, 2);
        return;
    }
    const int part = width() * 3 / 10;
    const int place = m_theme.reducedMotion() ? places / 3 : static_cast<int>(m_seconds % places);
    painter.drawRoundedRect(QRectF((width() - part) * place / (places - 1), 0, part, height()), 2, 2);
}

KeyCap::KeyCap(const Theme& theme, const QString& keys, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_keys(keys)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(keys);
}

QSize KeyCap::sizeHint() const
{
    return keyCapSize(m_theme, m_keys);
}

void KeyCap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintKeyCap(painter, m_theme, m_keys, rect(), 0);
}

QString breakable(const QString& text)
{
    constexpr qsizetype longWord = 24;
    QString out;
    for (const QString& word : text.split(u' ')) {
        if (!out.isEmpty())
            out += u' ';
        if (word.size() <= longWord) {
            out += word;
            continue;
        }
        for (const QChar c : word) {
            out += c;
            if (!c.isLetterOrNumber() && c != u':')
                out += QChar(0x200B);
        }
    }
    return out;
}

} // namespace hw::widgets
