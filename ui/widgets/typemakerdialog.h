#pragma once

#include "core/catalog/provider.h"

#include <QDialog>

#include <functional>
#include <vector>

class QCheckBox;
class QLineEdit;

namespace hw::widgets {

class Label;
class Theme;

/// Makes event types of a name: of a table, those of its operations. Opened by open(), deleted when closed.
class TypeMakerDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TypeMakerDialog)

public:
    /// Adds the types of a name by these templates; gives what is wrong with it, for people, or nothing.
    using Add = std::function<QString(const QString& name, const QStringList& templates)>;

    TypeMakerDialog(const Theme& theme, const catalog::TypeMaker& maker, Add add, QWidget* parent);

private:
    void setProblem(const QString& problem);
    void tryAdding();

    catalog::TypeMaker m_maker;
    Add m_add;
    QLineEdit* m_name;
    Label* m_problem;
    std::vector<QCheckBox*> m_boxes; ///< for each of the maker's templates
};

} // namespace hw::widgets
