#include "ui/widgets/scripttab.h"

#include "ui/widgets/eventpaint.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/jsontreeview.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/pairtable.h"
#include "ui/widgets/panelheader.h"
#include "ui/widgets/splitter.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

Label* emptyLabel(const Theme& theme, const QString& text)
{
    auto* label = new Label(theme, text, TextRole::Body, Token::Text3);
    label->setAlignment(Qt::AlignCenter);
    return label;
}

} // namespace

ScriptTab::ScriptTab(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_headline(new QVBoxLayout)
    , m_error(new Label(theme, {}, TextRole::Code, Token::Fail))
    , m_stack(new Label(theme, {}, TextRole::Mono, Token::Text2))
    , m_returned(new QStackedWidget)
    , m_tree(new JsonTreeView(theme, m_values))
    , m_written(new QStackedWidget)
    , m_console(new PairTable(theme, tr("Line"), tr("Text")))
{
    m_error->setObjectName(QStringLiteral("scriptError"));
    m_error->setWordWrap(true);
    m_error->setSelectable();
    m_error->setContentsMargins(marginsFromStart(40, 0, 16, 4));
    m_stack->setObjectName(QStringLiteral("scriptStack"));
    m_stack->setSelectable();
    m_stack->setContentsMargins(marginsFromStart(40, 0, 16, 8));
    m_tree->setObjectName(QStringLiteral("scriptValues"));
    m_tree->setAccessibleName(tr("Returned values"));
    m_console->setObjectName(QStringLiteral("scriptConsole"));
    m_console->setAccessibleName(tr("Console"));
    m_returned->addWidget(m_tree);
    m_returned->addWidget(emptyLabel(theme, tr("The script returned no values")));
    m_written->addWidget(m_console);
    m_written->addWidget(emptyLabel(theme, tr("The script wrote nothing")));

    const auto panel = [&](const QString& title, QWidget* content) {
        auto* widget = new Fill(theme, Token::Base);
        auto* column = new QVBoxLayout(widget);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(new PanelHeader(theme, title));
        column->addWidget(content, 1);
        return widget;
    };
    auto* split = new Splitter(theme, Qt::Horizontal);
    split->addWidget(panel(tr("Returned values"), m_returned));
    split->addWidget(panel(tr("Console"), m_written));
    split->setSizes({600, 600});
    m_panels = split;

    auto* top = new Fill(theme, Token::Base);
    auto* head = new QVBoxLayout(top);
    head->setContentsMargins(0, 4, 0, 4);
    head->setSpacing(0);
    head->addLayout(m_headline);
    head->addWidget(m_error);
    head->addWidget(m_stack);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(top);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_panels, 1);
}

void ScriptTab::setScript(const models::ScriptView& script)
{
    clearLayout(*m_headline);
    auto* headline = new Headline(m_theme, script.icon, script.tone, script.headline);
    headline->setObjectName(QStringLiteral("scriptHeadline"));
    m_headline->addWidget(headline);
    m_error->setVisible(!script.errorTitle.isEmpty());
    m_error->setText(script.errorPlace.isEmpty() ? script.errorTitle
                                                 : QString(script.errorTitle + u'\n' + script.errorPlace));
    m_stack->setVisible(!script.errorStack.isEmpty());
    m_stack->setText(script.errorStack);
    const bool hasValues = script.values && !script.values->toObject().isEmpty();
    m_values.setRoot(hasValues ? script.values : nullptr);
    m_tree->openFirstLevels();
    m_returned->setCurrentIndex(hasValues ? 0 : 1);
    m_console->setRows(script.console);
    m_written->setCurrentIndex(script.console.empty() ? 1 : 0);
}

} // namespace hw::widgets
