#include "ui/widgets/responsetab.h"

#include "ui/widgets/bodypane.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pairtable.h"
#include "ui/widgets/splitter.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hw::widgets {

ResponseTab::ResponseTab(const Theme& theme, Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent)
    , m_which(new ComboBox(theme))
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
    row->setSpacing(12);
    row->addWidget(m_headline);
    row->addStretch(1);
    row->addWidget(m_which);
    m_which->setObjectName(QStringLiteral("whichAnswer"));
    m_which->setAccessibleName(tr("Which answer is shown"));
    m_which->hide();
    connect(m_which, &QComboBox::activated, this, &ResponseTab::show);
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
    m_response = response;
    setOthers({});
}

void ResponseTab::setOthers(const std::vector<models::ExchangeView>& others)
{
    m_others = others;
    m_which->clear();
    m_which->addItem(tr("The answer to the sender"));
    for (const models::ExchangeView& other : others)
        m_which->addItem(other.title);
    m_which->setVisible(!others.empty());
    show(0);
}

void ResponseTab::show(int index)
{
    const models::ResponseView& shown = index == 0 ? m_response : m_others[static_cast<size_t>(index) - 1].answer;
    m_headline->setText(shown.headline);
    m_headline->setToken(shown.tone == models::Tone::Fail ? Token::Fail : Token::Text);
    m_headers->setRows(shown.headers);
    m_body->setBody(shown.body, shown.tree, shown.note);
}

} // namespace hw::widgets
