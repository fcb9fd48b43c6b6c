#include "ui/widgets/comparepane.h"

#include "ui/models/linediff.h"
#include "ui/widgets/line.h"
#include "ui/widgets/panelheader.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hw::widgets {

ComparePane::ComparePane(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_leftHeader(new PanelHeader(theme, {}))
    , m_rightHeader(new PanelHeader(theme, {}))
    , m_left(new CodeEditor(theme, CodeEditor::Margins::Numbers))
    , m_right(new CodeEditor(theme, CodeEditor::Margins::Numbers))
{
    m_left->setObjectName(QStringLiteral("compareLeft"));
    m_right->setObjectName(QStringLiteral("compareRight"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const auto addSide = [&](PanelHeader* header, CodeEditor* editor) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(header);
        column->addWidget(editor, 1);
        layout->addLayout(column, 1);
        editor->setReadOnly(true);
    };
    addSide(m_leftHeader, m_left);
    layout->addWidget(new Line(theme, Qt::Vertical));
    addSide(m_rightHeader, m_right);
    connect(m_left, &CodeEditor::scrolled, m_right, &CodeEditor::setScrollValue);
    connect(m_right, &CodeEditor::scrolled, m_left, &CodeEditor::setScrollValue);
}

void ComparePane::setDialect(models::ScriptDialect dialect)
{
    m_left->setDialect(dialect);
    m_right->setDialect(dialect);
}

void ComparePane::setTexts(const QString& leftTitle, const QString& left, const QString& rightTitle,
                           const QString& right)
{
    m_leftHeader->setTitle(leftTitle);
    m_rightHeader->setTitle(rightTitle);
    m_left->setAccessibleText(leftTitle);
    m_right->setAccessibleText(rightTitle);
    const QStringList leftLines = left.split(u'\n');
    const QStringList rightLines = right.split(u'\n');
    QStringList leftShown;
    QStringList rightShown;
    std::vector<LineFill> leftFills;
    std::vector<LineFill> rightFills;
    std::vector<int> leftNumbers;
    std::vector<int> rightNumbers;
    int firstChange = 0;
    for (const models::DiffRow& row : models::diffLines(leftLines, rightLines)) {
        leftShown.append(row.left < 0 ? QString() : leftLines[row.left]);
        rightShown.append(row.right < 0 ? QString() : rightLines[row.right]);
        leftFills.push_back(row.isSame || row.left < 0 ? LineFill::None : LineFill::Removed);
        rightFills.push_back(row.isSame || row.right < 0 ? LineFill::None : LineFill::Added);
        leftNumbers.push_back(row.left + 1);
        rightNumbers.push_back(row.right + 1);
        if (!row.isSame && firstChange == 0)
            firstChange = static_cast<int>(leftShown.size());
    }
    m_left->setReadOnly(false);
    m_right->setReadOnly(false);
    m_left->setText(leftShown.join(u'\n'));
    m_right->setText(rightShown.join(u'\n'));
    m_left->setComparedLines(leftFills, leftNumbers);
    m_right->setComparedLines(rightFills, rightNumbers);
    m_left->setReadOnly(true);
    m_right->setReadOnly(true);
    m_left->setScrollValue(qMax(0, firstChange - 4));
}

} // namespace hw::widgets
