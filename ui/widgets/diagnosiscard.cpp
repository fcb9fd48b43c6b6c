#include "ui/widgets/diagnosiscard.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/textbutton.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int inner = 16;
constexpr int iconSide = 16;
constexpr qreal radius = 6;

/// A box with a text that wraps, which a check box's own cannot.
class FixRow final : public QWidget
{
public:
    FixRow(const Theme& theme, const QString& text)
        : m_box(new QCheckBox)
        , m_text(new Label(theme, text))
    {
        m_text->setWordWrap(true);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 2, 0, 2);
        row->setSpacing(8);
        row->addWidget(m_box, 0, Qt::AlignTop);
        row->addWidget(m_text, 1);
    }

    [[nodiscard]] QCheckBox& box() { return *m_box; }
    void showEnabled() { m_text->setToken(m_box->isEnabled() ? Token::Text : Token::Text3); }

protected:
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        if (m_box->isEnabled() && event->button() == Qt::LeftButton)
            m_box->toggle();
    }

private:
    QCheckBox* m_box;
    Label* m_text;
};

} // namespace

DiagnosisCard::DiagnosisCard(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new Label(theme, {}, TextRole::SectionTitle))
    , m_paragraphs(new QVBoxLayout)
    , m_fixes(new QVBoxLayout)
    , m_apply(new Button(theme, tr("Apply and verify again"), ButtonKind::Primary, Icon::Wrench))
    , m_effect(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_applyRow(new QWidget)
    , m_again(new Button(theme, {}, ButtonKind::Primary, Icon::Replay))
    , m_againRow(new QWidget)
    , m_againNote(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_body(new TextButton(theme, tr("Look at the body"), TextButton::Look::Leads))
    , m_secrets(new TextButton(theme, tr("Change the secret"), TextButton::Look::Leads))
    , m_linkRow(new QWidget)
{
    setObjectName(QStringLiteral("diagnosis"));
    m_title->setObjectName(QStringLiteral("verificationHeadline"));
    m_title->setWordWrap(true);
    m_apply->setObjectName(QStringLiteral("applyFixes"));
    m_effect->setObjectName(QStringLiteral("fixEffect"));
    m_again->setObjectName(QStringLiteral("verifiedProcessAgain"));
    m_body->setObjectName(QStringLiteral("lookAtBody"));
    m_secrets->setObjectName(QStringLiteral("changeSecret"));
    m_effect->setWordWrap(true);
    m_againNote->setWordWrap(true);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(marginsFromStart(iconSide + 8, 0, 0, 0));
    head->addWidget(m_title);
    m_paragraphs->setSpacing(8);
    m_fixes->setSpacing(4);

    const auto rowOf = [](QWidget* row, const QList<QWidget*>& widgets) {
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 8, 0, 0);
        layout->setSpacing(8);
        for (QWidget* widget : widgets)
            layout->addWidget(widget);
    };
    rowOf(m_applyRow, {m_apply});
    static_cast<QHBoxLayout*>(m_applyRow->layout())->addWidget(m_effect, 1);
    rowOf(m_againRow, {m_again});
    static_cast<QHBoxLayout*>(m_againRow->layout())->addWidget(m_againNote, 1);
    rowOf(m_linkRow, {m_body, m_secrets});
    static_cast<QHBoxLayout*>(m_linkRow->layout())->addStretch(1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(inner, inner, inner, inner);
    column->setSpacing(8);
    column->addLayout(head);
    column->addLayout(m_paragraphs);
    column->addLayout(m_fixes);
    column->addWidget(m_applyRow);
    column->addWidget(m_againRow);
    column->addWidget(m_linkRow);

    connect(m_apply, &Button::clicked, this, [this] { Q_EMIT fixWanted(chosen()); });
    connect(m_again, &Button::clicked, this, &DiagnosisCard::processAgainWanted);
    connect(m_body, &TextButton::clicked, this, &DiagnosisCard::bodyWanted);
    connect(m_secrets, &TextButton::clicked, this, &DiagnosisCard::secretsWanted);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void DiagnosisCard::showHead(const QString& icon, models::Tone tone, const QString& title,
                             const QStringList& paragraphs)
{
    m_icon = icon;
    m_tone = tone;
    m_title->setText(title);
    clearLayout(*m_paragraphs);
    for (const QString& paragraph : paragraphs) {
        if (paragraph.isEmpty())
            continue;
        auto* label = new Label(m_theme, paragraph, TextRole::Body, Token::Text2);
        label->setObjectName(QStringLiteral("verificationNote"));
        label->setWordWrap(true);
        m_paragraphs->addWidget(label);
    }
    update();
}

void DiagnosisCard::showRecorded(const models::VerificationView& recorded)
{
    showHead(recorded.icon, recorded.tone, recorded.headline, {recorded.note});
    m_boxes.clear();
    clearLayout(*m_fixes);
    m_applyRow->hide();
    m_againRow->hide();
    m_linkRow->hide();
}

void DiagnosisCard::showExplained(const models::ExplainedView& view, bool canProcessAgain, int others)
{
    QStringList paragraphs = view.paragraphs;
    if (canProcessAgain)
        paragraphs.append(tr("That is by the settings as they are now. The run on record is the one that failed."));
    showHead(view.icon, view.tone, view.title, paragraphs);
    showFixes(view);
    m_againRow->setVisible(canProcessAgain);
    m_again->setText(others > 0 ? tr("Process %n events again", nullptr, others + 1) : tr("Process again"));
    m_againNote->setText(others > 0 ? tr("This one and %n other(s) that failed alike", nullptr, others) : QString());
    m_linkRow->setVisible(!view.isVerified && view.fixes.empty());
}

void DiagnosisCard::showFixes(const models::ExplainedView& view)
{
    QStringList unchosen;
    for (const auto& [id, box] : m_boxes) {
        if (box->isEnabled() && !box->isChecked())
            unchosen.append(id);
    }
    m_boxes.clear();
    clearLayout(*m_fixes);
    bool any = false;
    for (const models::FixChoice& fix : view.fixes) {
        auto* row = new FixRow(m_theme, fix.text);
        QCheckBox* box = &row->box();
        box->setObjectName(QStringLiteral("fix_") + fix.id);
        box->setAccessibleName(fix.text);
        box->setEnabled(fix.refused.isEmpty());
        box->setChecked(fix.refused.isEmpty() && !unchosen.contains(fix.id));
        box->setToolTip(fix.refused.isEmpty() ? fix.text : fix.refused);
        connect(box, &QCheckBox::toggled, this, &DiagnosisCard::refreshButton);
        row->showEnabled();
        m_fixes->addWidget(row);
        m_boxes.emplace_back(fix.id, box);
        any = any || fix.refused.isEmpty();
        if (fix.refused.isEmpty())
            continue;
        auto* why = new Label(m_theme, fix.refused, TextRole::Small, Token::Warn);
        why->setObjectName(QStringLiteral("fixRefused"));
        why->setWordWrap(true);
        why->setContentsMargins(marginsFromStart(22, 0, 0, 4));
        m_fixes->addWidget(why);
    }
    m_effect->setText(view.alsoFixedText);
    m_applyRow->setVisible(any);
    refreshButton();
}

QStringList DiagnosisCard::chosen() const
{
    QStringList ids;
    for (const auto& [id, box] : m_boxes) {
        if (box->isChecked())
            ids.append(id);
    }
    return ids;
}

void DiagnosisCard::setBusy(bool busy)
{
    m_busy = busy;
    refreshButton();
}

void DiagnosisCard::refreshButton()
{
    m_apply->setEnabled(!m_busy && !chosen().isEmpty());
}

void DiagnosisCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    painter.setRenderHint(QPainter::Antialiasing);
    const Token border = m_tone == models::Tone::Plain ? Token::Line : barToken(toneOf(m_tone));
    painter.setPen(m_theme.color(m_tone == models::Tone::Neutral ? Token::Line : border));
    painter.setBrush(m_theme.color(Token::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (const auto icon = iconNamed(m_icon)) {
        const int high = m_theme.lineHeight(TextRole::SectionTitle);
        m_theme.paintIcon(painter, QRect(inner, inner + (high - iconSide) / 2, iconSide, iconSide), *icon,
                          textTokenOf(m_tone));
    }
}

} // namespace hw::widgets
