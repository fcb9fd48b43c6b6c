#include "ui/widgets/responsetab.h"

#include "ui/widgets/bodypane.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pairtable.h"
#include "ui/widgets/splitter.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hw::widgets {

ResponseTab::ResponseTab(const Theme& theme, Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent)
    , m_headline(new Label(theme, {}, TextRole::BodyStrong))
    , m_headers(new PairTable(theme, tr("Header"), tr("Value")))
    , m_body(new BodyPane(theme, tr("Body")))
{
    m_headline->setObjectName(QStringLiteral("responseHeadline"));
    m_headline->setSelectable();
    m_headers->setObjectName(QStringLiteral("responseHeaders"));
    m_headers->setAccessibleName(tr("Headers"));
    auto* top = new Fill(theme, Token::Base);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(16, 8, 16, 8);
    row->addWidget(m_headline);
    auto* split = new Splitter(theme, orientation);
    split->addWidget(m_headers);
    split->addWidget(m_body);
    split->setStretchFactor(0, 487);
    split->setStretchFactor(1, 720);
    split->setSizes({487, 720});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(top);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(split, 1);
}

void ResponseTab::setResponse(const models::ResponseView& response)
{
    m_headline->setText(response.headline);
    m_headline->setToken(response.tone == models::Tone::Fail ? Token::Fail : Token::Text);
    m_headers->setRows(response.headers);
    m_body->setBody(response.body, response.tree, response.note);
}

} // namespace hw::widgets
