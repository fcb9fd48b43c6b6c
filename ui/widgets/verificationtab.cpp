#include "ui/widgets/verificationtab.h"

#include "ui/widgets/detailrow.h"
#include "ui/widgets/diagnosiscard.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/proofparts.h"
#include "ui/widgets/setupparts.h"
#include "ui/widgets/splitter.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int edge = 16;
constexpr int iconSide = 16;
constexpr int textLeft = 44;
constexpr int leftShare = 472;
constexpr int rightShare = 736;

/// A check: its name, and below it what was found.
class CheckItem final : public QAbstractButton
{
public:
    CheckItem(const Theme& theme, const models::CheckRow& check)
        : m_theme(theme)
        , m_check(check)
    {
        setObjectName(QStringLiteral("check"));
        QStringList parts{check.title, check.detail};
        parts.removeAll(QString());
        setAccessibleName(parts.join(QStringLiteral(", ")));
        setToolTip(check.detail);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {300, m_theme.lineHeight(TextRole::Body) + m_theme.lineHeight(TextRole::Small) + 4};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintFromStart(painter, rect());
        painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Token::Grid));
        if (hasFocus()) {
            painter.setPen(QPen(m_theme.color(Token::Accent), 2));
            painter.drawRect(rect().adjusted(1, 1, -1, -1));
        }
        const bool quiet = m_check.tone == models::Tone::Neutral;
        if (const auto icon = iconNamed(m_check.icon))
            m_theme.paintIcon(painter, QRect(edge, (height() - iconSide) / 2, iconSide, iconSide), *icon,
                              quiet ? Token::Text3 : textTokenOf(m_check.tone));
        const int first = m_theme.lineHeight(TextRole::Body);
        const int room = width() - textLeft - edge;
        paintLine(painter, m_theme, {textLeft, 2, room, first}, m_check.title, TextRole::Body,
                  quiet ? Token::Text3 : Token::Text);
        paintLine(painter, m_theme, {textLeft, 2 + first, room, m_theme.lineHeight(TextRole::Small)}, m_check.detail,
                  TextRole::Small, m_check.tone == models::Tone::Fail ? Token::Fail : Token::Text2);
    }

private:
    const Theme& m_theme;
    models::CheckRow m_check;
};

/// A hypothesis and whether the signature matches under it.
class TryItem final : public QAbstractButton
{
    Q_DECLARE_TR_FUNCTIONS(hw::widgets::VerificationTab)

public:
    TryItem(const Theme& theme, const models::TryRow& attempt)
        : m_theme(theme)
        , m_try(attempt)
    {
        setObjectName(QStringLiteral("tried"));
        setAccessibleName(attempt.text + QStringLiteral(", ") + outcome());
        setToolTip(attempt.text);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    [[nodiscard]] QSize sizeHint() const override { return {300, m_theme.height(Height::Row)}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintFromStart(painter, rect());
        if (m_try.matched)
            painter.fillRect(rect(), m_theme.color(Token::OkSoft));
        if (hasFocus()) {
            painter.setPen(QPen(m_theme.color(Token::Accent), 2));
            painter.drawRect(rect().adjusted(1, 1, -1, -1));
        }
        m_theme.paintIcon(painter, QRect(edge, (height() - iconSide) / 2, iconSide, iconSide),
                          m_try.matched ? Icon::Check : Icon::Minus, m_try.matched ? Token::Ok : Token::Text2);
        const TextRole role = m_try.matched ? TextRole::BodyStrong : TextRole::Body;
        const int wide = QFontMetrics(m_theme.font(role)).horizontalAdvance(outcome()) + 2;
        paintLine(painter, m_theme, {width() - edge - wide, 0, wide, height()}, outcome(), role,
                  m_try.matched ? Token::Ok : Token::Text2, Qt::AlignRight | Qt::AlignVCenter);
        paintLine(painter, m_theme, {textLeft - 4, 0, width() - edge - wide - textLeft - 4, height()}, m_try.text,
                  TextRole::Body, m_try.matched ? Token::Text : Token::Text2);
    }

private:
    [[nodiscard]] QString outcome() const { return m_try.matched ? tr("matches") : tr("no match"); }

    const Theme& m_theme;
    models::TryRow m_try;
};

} // namespace

VerificationTab::VerificationTab(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_diagnosis(new DiagnosisCard(theme))
    , m_checksLabel(new SectionLabel(theme, tr("Checks")))
    , m_checks(new QVBoxLayout)
    , m_triedLabel(new SectionLabel(theme, tr("What was tried")))
    , m_tried(new QVBoxLayout)
    , m_headerLabel(new SectionLabel(theme, tr("1. Signature header")))
    , m_headers(new ProofHeaders(theme))
    , m_parts(new ProofTable(theme))
    , m_contentLabel(new SectionLabel(theme, {}))
    , m_content(new ProofPayload(theme))
    , m_digestLabel(new SectionLabel(theme, {}))
    , m_digests(new ProofDigests(theme))
    , m_commandLabel(new SectionLabel(theme, tr("The same check on the command line")))
    , m_command(new QVBoxLayout)
    , m_proof(nullptr)
{
    auto* split = new Splitter(theme, Qt::Horizontal);
    split->setObjectName(QStringLiteral("verificationSplitter"));
    QScrollArea* left = scrolling(makeLeft());
    m_proof = scrolling(makeProof());
    left->setMinimumWidth(280);
    m_proof->setMinimumWidth(280);
    split->setChildrenCollapsible(false);
    split->addWidget(left);
    split->addWidget(m_proof);
    split->setStretchFactor(0, leftShare);
    split->setStretchFactor(1, rightShare);
    split->setSizes({leftShare, rightShare});
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(split);
    m_proof->hide();
}

QWidget* VerificationTab::makeLeft()
{
    auto* content = new Fill(m_theme, Token::Base);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(0);
    auto* card = new QVBoxLayout;
    card->setContentsMargins(edge, edge, edge, 8);
    card->addWidget(m_diagnosis);
    column->addLayout(card);
    column->addWidget(m_checksLabel);
    m_checks->setSpacing(0);
    column->addLayout(m_checks);
    auto* line = new HairLine(m_theme, Qt::Horizontal);
    column->addWidget(line);
    column->addSpacing(8);
    column->addWidget(m_triedLabel);
    m_tried->setSpacing(0);
    column->addLayout(m_tried);
    column->addStretch(1);
    return content;
}

QWidget* VerificationTab::makeProof()
{
    auto* content = new Fill(m_theme, Token::Base);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(0);
    const auto add = [&](QWidget* label, const QList<QWidget*>& widgets, QWidget* controls = nullptr) {
        auto* head = new QHBoxLayout;
        head->setContentsMargins(marginsFromStart(0, 0, controls ? edge - 4 : 0, 0));
        head->addWidget(label, 1);
        if (controls)
            head->addWidget(controls);
        column->addLayout(head);
        if (widgets.isEmpty())
            return;
        auto* inset = new QVBoxLayout;
        inset->setContentsMargins(edge, 0, edge, 8);
        inset->setSpacing(8);
        for (QWidget* widget : widgets)
            inset->addWidget(widget);
        column->addLayout(inset);
    };
    add(m_headerLabel, {m_headers, m_parts});
    add(m_contentLabel, {m_content}, m_content->controls());
    add(m_digestLabel, {m_digests});
    add(m_commandLabel, {});
    m_command->setContentsMargins(edge, 0, edge, 0);
    column->addLayout(m_command);
    column->addStretch(1);
    return content;
}

void VerificationTab::setRecorded(const models::VerificationView& recorded)
{
    m_diagnosis->showRecorded(recorded);
    showChecks(recorded.checks, tr("Checks"));
    m_triedLabel->hide();
    clearLayout(*m_tried);
    m_proof->hide();
}

void VerificationTab::setExplained(const models::ExplainedView& view, bool canProcessAgain, int others)
{
    m_diagnosis->showExplained(view, canProcessAgain, others);
    showChecks(view.checks, view.checksTitle);
    showTried(view);
    showProof(view);
}

void VerificationTab::showChecks(const std::vector<models::CheckRow>& checks, const QString& title)
{
    clearLayout(*m_checks);
    m_checksLabel->setText(title);
    m_checksLabel->setVisible(!checks.empty());
    for (const models::CheckRow& check : checks)
        m_checks->addWidget(new CheckItem(m_theme, check));
}

void VerificationTab::showTried(const models::ExplainedView& view)
{
    clearLayout(*m_tried);
    m_triedLabel->setRightText(view.triedCount);
    m_triedLabel->setVisible(!view.tried.empty());
    for (const models::TryRow& attempt : view.tried)
        m_tried->addWidget(new TryItem(m_theme, attempt));
}

void VerificationTab::showProof(const models::ExplainedView& view)
{
    m_headers->setHeaders(view.headers);
    m_parts->setParts(view.parts);
    m_contentLabel->setText(tr("2. Signed payload: %1").arg(view.content.title));
    m_content->setContent(view.content);
    m_digestLabel->setText(tr("3. Digest: %1").arg(view.digestTitle));
    m_digests->setDigests(view.digests);
    const bool hasContent = view.content.size > 0;
    for (QWidget* part : std::initializer_list<QWidget*>{m_contentLabel, m_content, m_content->controls()})
        part->setVisible(hasContent);
    m_digestLabel->setVisible(!view.digests.empty());
    m_digests->setVisible(!view.digests.empty());
    clearLayout(*m_command);
    m_commandLabel->setVisible(!view.command.isEmpty());
    if (!view.command.isEmpty()) {
        auto* box = new CodeBox(m_theme, view.command);
        box->setObjectName(QStringLiteral("proofCommand"));
        m_command->addWidget(box);
    }
    m_proof->setVisible(!view.headers.empty() || hasContent);
}

} // namespace hw::widgets
