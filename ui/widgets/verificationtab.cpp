#include "ui/widgets/verificationtab.h"

#include "ui/widgets/detailrow.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace hw::widgets {

VerificationTab::VerificationTab(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_headline(new QVBoxLayout)
    , m_note(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_checksLabel(new SectionLabel(theme, tr("Checks")))
    , m_checks(new QVBoxLayout)
{
    m_note->setObjectName(QStringLiteral("verificationNote"));
    m_note->setWordWrap(true);
    m_note->setContentsMargins(40, 0, 16, 4);
    auto* content = new Fill(theme, Token::Base);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(0);
    column->addLayout(m_headline);
    column->addWidget(m_note);
    column->addWidget(m_checksLabel);
    m_checks->setSpacing(0);
    column->addLayout(m_checks);
    column->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolling(content));
}

void VerificationTab::setVerification(const models::VerificationView& verification)
{
    clearLayout(*m_headline);
    auto* headline = new Headline(m_theme, verification.icon, verification.tone, verification.headline);
    headline->setObjectName(QStringLiteral("verificationHeadline"));
    m_headline->addWidget(headline);
    m_note->setText(verification.note);
    m_note->setVisible(!verification.note.isEmpty());
    clearLayout(*m_checks);
    m_checksLabel->setVisible(!verification.checks.empty());
    for (const models::CheckRow& check : verification.checks) {
        auto* row = new DetailRow(m_theme, {.icon = check.icon,
                                            .iconTone = check.tone,
                                            .title = check.title,
                                            .text = check.detail,
                                            .isQuiet = check.tone == models::Tone::Neutral,
                                            .chip = {},
                                            .duration = {},
                                            .hasRightColumn = false});
        row->setObjectName(QStringLiteral("check"));
        m_checks->addWidget(row);
    }
}

} // namespace hw::widgets
